package io.vigie.adapters.kafka.testing;

import java.util.List;
import java.util.Locale;

/** Where a {@link TestBroker} listens, and what it expects there of those who come. */
public enum Listener {
    /** Anybody, in the clear. */
    PLAINTEXT("PLAINTEXT"),
    /** Anybody, over TLS. */
    TLS("SSL"),
    /** Those with a certificate of the broker's authority. */
    MUTUAL_TLS("SSL"),
    /** Anybody, over TLS, but the broker shows the certificate of another host. */
    OTHER_HOST("SSL"),
    /** Those who log in, in the clear. */
    SASL_PLAINTEXT("SASL_PLAINTEXT"),
    /** Those who log in, over TLS. */
    SASL_TLS("SASL_SSL");

    private final String protocol;

    Listener(String protocol) {
        this.protocol = protocol;
    }

    /** Kafka's name of the security protocol, such as {@code SASL_SSL}. */
    public String protocol() {
        return protocol;
    }

    /** Whether those who come must log in. */
    public boolean hasLogin() {
        return List.of(SASL_PLAINTEXT, SASL_TLS).contains(this);
    }

    /** The name of one of its own settings. */
    String setting(String name) {
        return "listener.name." + name().toLowerCase(Locale.ROOT) + "." + name;
    }
}
