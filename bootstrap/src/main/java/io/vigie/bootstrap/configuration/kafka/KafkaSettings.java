package io.vigie.bootstrap.configuration.kafka;

import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Set;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The names of the <a href="https://kafka.apache.org/39/documentation.html#configuration">settings of Kafka's
 * clients</a>. Files are read where there is no Kafka, so they are listed.
 */
final class KafkaSettings {

    /** What the names of Kafka's settings begin with among others. */
    static final String PREFIX = "kafka.";

    /** Those of consumers, producers and the administration, without prefix. */
    static final Set<String> NAMES = names();

    /** What holds certificates, which everybody may see, though Kafka shows none of them. */
    private static final Set<String> CERTIFICATES =
            LinkedHashSet.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

    private static final Set<String> SECRETS = LinkedHashSet.of(
            "sasl.jaas.config",
            "ssl.key.password",
            "ssl.keystore.key",
            "ssl.keystore.password",
            "ssl.truststore.password");

    private KafkaSettings() {}

    /** Whether this setting, named without prefix, is known to hold no secret. */
    static boolean isHarmless(String name) {
        return CERTIFICATES.contains(name) || (NAMES.contains(name) && !SECRETS.contains(name));
    }

    private static Set<String> names() {
        try (InputStream list = Objects.requireNonNull(KafkaSettings.class.getResourceAsStream("kafka-settings.txt"))) {
            return LinkedHashSet.ofAll(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
