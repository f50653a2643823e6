package io.vigie.adapters.kafka.testing;

import io.vigie.adapters.spark.testing.Certificates;
import io.vigie.adapters.spark.testing.StoreFormat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a Kafka client or broker that have it use the files of {@link Certificates}. */
public final class TlsSettings {

    private TlsSettings() {}

    /** With which it trusts what is in a file. */
    public static Map<String, String> trusting(Path store, StoreFormat format) {
        return settings("ssl.truststore", store, format);
    }

    /** With which it shows its own certificate. */
    public static Map<String, String> identified(Path store, StoreFormat format) {
        Map<String, String> settings = settings("ssl.keystore", store, format);
        if (format != StoreFormat.PEM) {
            settings.put("ssl.key.password", Certificates.PASSWORD);
        }
        return settings;
    }

    private static Map<String, String> settings(String kind, Path store, StoreFormat format) {
        Map<String, String> settings = new HashMap<>();
        settings.put(kind + ".location", store.toString());
        settings.put(kind + ".type", format.name());
        if (format != StoreFormat.PEM) {
            settings.put(kind + ".password", Certificates.PASSWORD);
        }
        return settings;
    }
}
