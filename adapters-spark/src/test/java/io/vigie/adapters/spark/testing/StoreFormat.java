package io.vigie.adapters.spark.testing;

import java.util.Locale;

/** How keys and certificates lie in a file, by the name that Java and Kafka call it. */
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
