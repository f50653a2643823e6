package io.vigie.bootstrap.configuration.kafka;

import static java.util.Map.entry;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Secrets;
import io.vigie.bootstrap.configuration.yaml.SettingsReader;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.text.Spelling;
import java.nio.file.InvalidPathException;
import java.util.HashMap;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads the {@code options} of a Kafka source or sink: settings of Kafka's clients by their names there, after
 * {@code kafka.}, and of a source also some of Spark's Kafka connector.
 */
public final class KafkaOptions {

    static final String PROTOCOL = "kafka.security.protocol";
    static final String MECHANISM = "kafka.sasl.mechanism";
    static final String JAAS = "kafka.sasl.jaas.config";
    static final String TOKEN_ENDPOINT = "kafka.sasl.oauthbearer.token.endpoint.url";
    private static final String HOST_CHECK = "kafka.ssl.endpoint.identification.algorithm";

    private static final Seq<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final Seq<String> FILES = List.of("kafka.ssl.truststore.location", "kafka.ssl.keystore.location");

    /** The options of Spark's source that are the user's to choose. */
    private static final Seq<String> OF_SPARKS_SOURCE = List.of(
            "fetchOffset.numRetries",
            "fetchOffset.retryIntervalMs",
            "kafkaConsumer.pollTimeoutMs",
            "groupIdPrefix",
            "minOffsetsPerTrigger",
            "maxTriggerDelay");

    private static final String BYTES = "messages are read and written byte for byte";
    private static final String TOPICS = "write `topic`, `topics` or `topicPattern` beside `options` instead";

    private static final java.util.Map<String, String> GUARANTEES_OF_BOTH = java.util.Map.ofEntries(
            entry("kafka.bootstrap.servers", "write `servers` beside `options` instead"),
            entry("kafka.key.serializer", BYTES),
            entry("kafka.value.serializer", BYTES),
            entry("kafka.key.deserializer", BYTES),
            entry("kafka.value.deserializer", BYTES),
            entry("kafka.interceptor.classes", "messages would not be those of the topic"));

    private static final java.util.Map<String, String> GUARANTEES_OF_SOURCES = with(
            GUARANTEES_OF_BOTH,
            entry("kafka.group.id", "two queries that share a group read a part each, and neither says so"),
            entry("kafka.auto.offset.reset", "write `startingOffsets` beside `options` instead"),
            entry("kafka.enable.auto.commit", "what was read is written down in the checkpoint"),
            entry("subscribe", TOPICS),
            entry("subscribepattern", TOPICS),
            entry("assign", TOPICS),
            entry("startingoffsets", "write `startingOffsets` beside `options` instead"),
            entry("startingtimestamp", "write `startingTimestamp` beside `options` instead"),
            entry("startingoffsetsbytimestamp", "write `startingTimestamp` beside `options` instead"),
            entry("startingoffsetsbytimestampstrategy", "`startingTimestamp` beside `options` sees to it"),
            entry("endingoffsets", "write `endingOffsets` beside `options` instead"),
            entry("endingtimestamp", "write `endingTimestamp` beside `options` instead"),
            entry("endingoffsetsbytimestamp", "write `endingTimestamp` beside `options` instead"),
            entry("maxoffsetspertrigger", "write `maxRecordsPerTrigger` beside `options` instead"),
            entry("minpartitions", "write `minPartitions` beside `options` instead"),
            entry("failondataloss", "write `failOnDataLoss` beside `options` instead"),
            entry("includeheaders", "write `headersAsTags` beside `options` instead"));

    private static final java.util.Map<String, String> GUARANTEES_OF_SINKS = with(
            GUARANTEES_OF_BOTH,
            entry("kafka.transactional.id", "every task has a producer of its own, and they would shut each other out"),
            entry("kafka.partitioner.class", "a device's records stay in order by their key alone"),
            entry("topic", "write `topic` beside `options` instead"),
            entry("includeheaders", "rejected messages have their headers without it"));

    /** Settings of a producer that keep its records complete and in order only with some values, and why. */
    private static final java.util.Map<String, ProducerGuarantee> PRODUCER_GUARANTEES = java.util.Map.of(
            "kafka.enable.idempotence",
            new ProducerGuarantee("true", "true", "records could be written twice, and out of their order"),
            "kafka.acks",
            new ProducerGuarantee("all|-1", "all", "records could be lost with the broker that took them"),
            "kafka.retries",
            new ProducerGuarantee("0*[1-9][0-9]*", "1 or more", "a passing fault of a broker would stop the pipeline"),
            "kafka.max.in.flight.requests.per.connection",
            new ProducerGuarantee("0*[1-5]", "1 to 5", "records could be written out of their order"),
            "kafka.partitioner.ignore.keys",
            new ProducerGuarantee("false", "false", "a device's records would be in many partitions, in no order"));

    private KafkaOptions() {}

    /**
     * What a producer's setting must be.
     *
     * @param allowed the values, in lower case
     * @param words the same for a person
     * @param otherwise what would happen
     */
    private record ProducerGuarantee(String allowed, String words, String otherwise) {

        boolean isKept(String value) {
            return Pattern.matches(allowed, value.strip().toLowerCase(Locale.ROOT));
        }
    }

    public static Read<Map<String, SettingValue>> ofSource(YamlNode node) {
        return SettingsReader.settings(
                node, "a mapping of options", KafkaOptions::refusedForSource, KafkaOptions::value);
    }

    public static Read<Map<String, SettingValue>> ofSink(YamlNode node) {
        return SettingsReader.settings(
                node,
                "a mapping of options",
                KafkaOptions::refusedForSink,
                (option, value) -> Option.of(PRODUCER_GUARANTEES.get(option.name()))
                        .filter(guarantee -> !guarantee.isKept(value.value()))
                        .map(guarantee -> option.value()
                                .<SettingValue>invalid("`" + option.name() + "` is " + guarantee.words()
                                        + ", or left out: else " + guarantee.otherwise()))
                        .getOrElse(() -> value(option, value)));
    }

    private static Option<String> refusedForSource(String name) {
        return OF_SPARKS_SOURCE.contains(name)
                ? Option.none()
                : SettingsReader.refusal(GUARANTEES_OF_SOURCES, name).orElse(() -> unknown(name, OF_SPARKS_SOURCE));
    }

    private static Option<String> refusedForSink(String name) {
        return SettingsReader.refusal(GUARANTEES_OF_SINKS, name).orElse(() -> unknown(name, List.empty()));
    }

    /**
     * What is wrong with a name that is not refused: that it is none. Classes that Kafka's clients are told to load may
     * have settings of their own; one is taken for a slip of the pen only when it is near a setting of Kafka's.
     */
    private static Option<String> unknown(String name, Seq<String> ofSpark) {
        Seq<String> ofKafka = KafkaSettings.NAMES.toList().map(KafkaSettings.PREFIX::concat);
        if (ofKafka.contains(name)) {
            return Option.none();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(KafkaSettings.PREFIX)) {
            return lower.equals(name)
                    ? Spelling.nearest(name.substring(KafkaSettings.PREFIX.length()), KafkaSettings.NAMES.toList())
                            .map(near -> "Kafka has no setting " + Quoted.of(name)
                                    + Suggestion.of(KafkaSettings.PREFIX + near))
                    : Option.some("Kafka's settings are in lower case: write `" + lower + "`");
        }
        if (KafkaSettings.NAMES.contains(lower)) {
            return Option.some(Quoted.of(name) + " is a setting of Kafka's clients: write `kafka." + lower + "`");
        }
        return Option.some("unknown option " + Quoted.of(name)
                + Spelling.nearest(name, ofSpark.appendAll(ofKafka))
                        .map(Suggestion::of)
                        .getOrElse(() -> "; known here: "
                                + ofSpark.append("settings of Kafka's clients after `kafka.`")
                                        .mkString(", ")));
    }

    private static Read<SettingValue> value(YamlEntry option, SettingValue value) {
        String name = option.name();
        if (name.equals(JAAS)) {
            return JaasText.literalSecret(value.written())
                    .map(what -> option.value()
                            .<SettingValue>invalid("the value of `" + JAAS + "` may hold a secret, " + what
                                    + ": give it as ${env:NAME} or ${file:PATH}"))
                    .getOrElse(() -> Read.value(value));
        }
        if (name.equals(PROTOCOL)) {
            return protocol(option.value());
        }
        if (name.equals(HOST_CHECK) && value.value().isBlank()) {
            return option.value()
                    .invalid("without `" + HOST_CHECK + "` any server with a certificate could pass for a broker:"
                            + " leave the option out, and give brokers certificates with their names");
        }
        if (FILES.contains(name)) {
            return file(option.value(), value);
        }
        return name.startsWith(KafkaSettings.PREFIX)
                        && KafkaSettings.isHarmless(name.substring(KafkaSettings.PREFIX.length()))
                        && !Secrets.looksSecret(value.written())
                ? Read.value(value)
                : SettingsReader.notLiteral(option, value);
    }

    /** As Kafka has it, in upper case. */
    private static Read<SettingValue> protocol(YamlNode node) {
        String expected = "one of " + PROTOCOLS.mkString(", ");
        return node.parse(
                expected,
                text -> Option.of(text.strip().toUpperCase(Locale.ROOT))
                        .filter(PROTOCOLS::contains)
                        .map(SettingValue::plain)
                        .toEither(() -> "expected " + expected + ", found " + Quoted.of(text)));
    }

    /** Its path from the configuration file on. */
    private static Read<SettingValue> file(YamlNode node, SettingValue path) {
        if (path.value().isBlank()) {
            return node.invalid("the path is empty");
        }
        try {
            String whole = node.file()
                    .directory()
                    .toAbsolutePath()
                    .resolve(path.value())
                    .normalize()
                    .toString();
            return Read.value(
                    path.isByReference() ? new SettingValue(whole, path.written()) : SettingValue.plain(whole));
        } catch (InvalidPathException e) {
            return node.invalid("this is no path: " + e.getReason());
        }
    }

    @SafeVarargs
    private static java.util.Map<String, String> with(
            java.util.Map<String, String> some, java.util.Map.Entry<String, String>... more) {
        java.util.Map<String, String> all = new HashMap<>(some);
        for (java.util.Map.Entry<String, String> each : more) {
            all.put(each.getKey(), each.getValue());
        }
        return java.util.Map.copyOf(all);
    }
}
