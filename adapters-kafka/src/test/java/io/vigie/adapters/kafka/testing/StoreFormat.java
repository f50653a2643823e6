package io.vigie.adapters.kafka.testing;

import java.util.Locale;

/** How keys and certificates lie in a file: the values of {@code ssl.keystore.type} and {@code ssl.truststore.type}. */
public enum StoreFormat {
    /** The standard's. */
    PKCS12,
    /** Java's own. */
    JKS,
    /** Text, without a password. */
    PEM;

    String extension() {
        return "." + name().toLowerCase(Locale.ROOT);
    }
}
