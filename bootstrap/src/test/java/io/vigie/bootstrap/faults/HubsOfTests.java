package io.vigie.bootstrap.faults;

import io.vigie.adapters.kafka.testing.Listener;
import io.vigie.adapters.kafka.testing.Login;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the Kafka endpoint of an Event Hubs namespace is to its clients, by a real broker: over TLS it lets in the user
 * {@code $ConnectionString} with the connection string as password, and the bearers of tokens that a service has signed.
 */
final class HubsOfTests implements AutoCloseable {

    /** Long enough that finding it somewhere is no accident. */
    static final String KEY = "canary+Hx7vQ2mZ9tKw4Rb8Ls3Np6Dy1Gf5Jc0Ae/Uo=";

    private static final String LISTENERS = "listeners";

    private final TestBroker broker;

    /**
     * Starts it.
     *
     * @param directory its own
     * @param keys where those are that tokens are signed with, as a JSON Web Key Set
     */
    HubsOfTests(Path directory, Path keys) {
        broker = TestBroker.startSecured(directory, settings -> with(settings, keys.toUri()));
    }

    private static Map<String, String> with(Map<String, String> settings, URI keys) {
        Map<String, String> all = new HashMap<>(settings);
        String listener = "listener.name." + Listener.SASL_TLS.name().toLowerCase(java.util.Locale.ROOT) + ".";
        all.put(
                listener + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_$ConnectionString=\""
                        + connectionString(port(settings.get(LISTENERS)), KEY) + "\";");
        all.put(
                listener + Login.OAUTHBEARER.mechanism().toLowerCase(java.util.Locale.ROOT)
                        + ".sasl.server.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
        all.put("sasl.oauthbearer.jwks.endpoint.url", keys.toString());
        all.put("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
        return all;
    }

    private static int port(String listeners) {
        String after = listeners.substring(listeners.indexOf(Listener.SASL_TLS + "://"));
        return Integer.parseInt(after.replaceFirst("[^,]*:(\\d+)(?:,.*)?$", "$1"));
    }

    private static String connectionString(int port, String key) {
        return "Endpoint=sb://127.0.0.1:" + port + "/;SharedAccessKeyName=vigie;SharedAccessKey=" + key;
    }

    /** A namespace's connection string with this key. */
    String connectionString(String key) {
        return connectionString(port(), key);
    }

    /** Where it listens. */
    int port() {
        return Integer.parseInt(broker.servers(Listener.SASL_TLS).replaceFirst(".*:", ""));
    }

    /** Its hubs, by a client that it lets in. */
    Topics hubs() {
        return broker.topics();
    }

    /** Options of a pipeline by which the certificate is trusted. */
    String trust() {
        return "kafka.ssl.truststore.type: PEM, kafka.ssl.truststore.location: \""
                + broker.certificates().trust(StoreFormat.PEM) + "\"";
    }

    /** The same for a whole process. */
    Path trustStore() {
        return broker.certificates().trust(StoreFormat.PKCS12);
    }

    /** The key and certificate of 127.0.0.1 and localhost, PKCS #12. */
    Path identity() {
        return broker.certificates().server();
    }

    @Override
    public void close() {
        broker.close();
    }
}
