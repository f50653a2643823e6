package io.vigie.adapters.kafka.testing;

/** A way to log in to a {@link TestBroker}: a SASL mechanism. */
public enum Login {
    /** Name and password, as they are. */
    PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
    /** Name and password, by challenge and response. */
    SCRAM("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule"),
    /** A bearer token; the broker of the tests takes one that nobody has signed. */
    OAUTHBEARER("OAUTHBEARER", "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule");

    private final String mechanism;
    private final String module;

    Login(String mechanism, String module) {
        this.mechanism = mechanism;
        this.module = module;
    }

    /** Kafka's name of the mechanism, the value of {@code sasl.mechanism}. */
    public String mechanism() {
        return mechanism;
    }

    /** A client's {@code sasl.jaas.config} for somebody with this password; a bearer token has none. */
    public String client(String user, String password) {
        return this == OAUTHBEARER
                ? module + " required unsecuredLoginStringClaim_sub=\"" + user + "\";"
                : module + " required username=\"" + user + "\" password=\"" + password + "\";";
    }

    /** The broker's, for the same. The passwords of SCRAM are in its storage. */
    String broker(String user, String password) {
        return this == PLAIN ? module + " required user_" + user + "=\"" + password + "\";" : module + " required;";
    }
}
