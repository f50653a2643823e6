package io.vigie.bootstrap.configuration.azure;

import static java.util.Map.entry;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.kafka.KafkaOptions;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.References;
import io.vigie.bootstrap.configuration.yaml.SettingsReader;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Reads the {@code options} of a source or sink of Event Hubs: with {@code protocol: amqp} some of the Event Hubs
 * connector, by their names there; with {@code protocol: kafka} those of Kafka's clients, after {@code kafka.}, but for
 * what the hub itself settles.
 */
final class EventHubOptions {

    private static final String RECEIVER_TIMEOUT = "eventhubs.receiverTimeout";
    private static final String OPERATION_TIMEOUT = "eventhubs.operationTimeout";
    private static final String PREFETCH = "eventhubs.prefetchCount";
    private static final String THREADS = "eventhubs.threadPoolSize";
    private static final Seq<String> OF_SOURCES = List.of(PREFETCH, RECEIVER_TIMEOUT, OPERATION_TIMEOUT, THREADS);
    private static final Seq<String> OF_SINKS = List.of(OPERATION_TIMEOUT, THREADS);
    private static final int LARGEST_PREFETCH = 8_000;
    private static final int MOST_THREADS = 1_024;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);

    private static final Seq<String> COMPRESSIONS = List.of("none", "gzip");

    private static final String LOGIN = "`connectionString`, or `namespace` and `login`, say how to get in";
    private static final String POSITION = "write `startingPosition` beside `options` instead";
    private static final String HUB = "write `hub` beside `options` instead";

    private static final java.util.Map<String, String> OF_THE_HUB = java.util.Map.ofEntries(
            entry("eventhubs.connectionstring", "write `connectionString` beside `options` instead"),
            entry("eventhubs.name", HUB),
            entry("eventhubs.consumergroup", "write `consumerGroup` beside `options` instead"),
            entry("eventhubs.startingposition", POSITION),
            entry("eventhubs.startingpositions", POSITION),
            entry("eventhubs.endingposition", "`trigger: { availableNow: true }` reads what is there, and ends"),
            entry("eventhubs.endingpositions", "`trigger: { availableNow: true }` reads what is there, and ends"),
            entry("eventhubs.useaadauth", "write `login` beside `options` instead"),
            entry("eventhubs.aadauthcallback", "write `login` beside `options` instead"),
            entry("eventhubs.aadauthcallbackparams", "write `login` beside `options` instead"),
            entry("eventhubs.useexclusivereceiver", "two readers of a consumer group would not know of each other"),
            entry("eventhubs.maxrateperpartition", "write `maxEventsPerTrigger` beside `options` instead"),
            entry("eventhubs.maxratesperpartition", "write `maxEventsPerTrigger` beside `options` instead"),
            entry("maxeventspertrigger", "write `maxEventsPerTrigger` beside `options` instead"),
            entry("usesimulatedclient", "events would be made up"),
            entry("kafka.bootstrap.servers", "`connectionString` or `namespace` says where the hub is"),
            entry("kafka.security.protocol", LOGIN),
            entry("kafka.sasl.mechanism", LOGIN),
            entry("kafka.sasl.jaas.config", LOGIN),
            entry("kafka.sasl.login.class", LOGIN),
            entry("kafka.sasl.login.callback.handler.class", LOGIN),
            entry("kafka.sasl.client.callback.handler.class", LOGIN),
            entry("kafka.sasl.oauthbearer.token.endpoint.url", LOGIN),
            entry("subscribe", HUB),
            entry("subscribepattern", HUB),
            entry("assign", HUB),
            entry("topic", HUB),
            entry("startingoffsets", POSITION),
            entry("startingtimestamp", POSITION),
            entry("startingoffsetsbytimestamp", POSITION),
            entry("startingoffsetsbytimestampstrategy", POSITION),
            entry("kafka.auto.offset.reset", POSITION),
            entry("endingoffsets", "`trigger: { availableNow: true }` reads what is there, and ends"),
            entry("endingtimestamp", "`trigger: { availableNow: true }` reads what is there, and ends"),
            entry("endingoffsetsbytimestamp", "`trigger: { availableNow: true }` reads what is there, and ends"),
            entry("maxoffsetspertrigger", "write `maxEventsPerTrigger` beside `options` instead"),
            entry("minpartitions", "each partition of a hub is read by one task"),
            entry("includeheaders", "write `propertiesAsTags` beside `options` instead"));

    private EventHubOptions() {}

    /** Reads options under the protocol that they are for. */
    @FunctionalInterface
    interface Reader {
        Read<Map<String, SettingValue>> read(YamlNode node, EventHubProtocol protocol);
    }

    static Read<Map<String, SettingValue>> ofSource(YamlNode node, EventHubProtocol protocol) {
        return switch (protocol) {
            case AMQP -> amqp(node, OF_SOURCES);
            case KAFKA -> ofTheHub(node).flatMap(good -> KafkaOptions.ofSource(node));
        };
    }

    static Read<Map<String, SettingValue>> ofSink(YamlNode node, EventHubProtocol protocol) {
        return switch (protocol) {
            case AMQP -> amqp(node, OF_SINKS);
            case KAFKA -> ofTheHub(node).flatMap(good -> KafkaOptions.ofSink(node));
        };
    }

    /** What Kafka's own options would take, and a hub does not. */
    private static Read<Seq<YamlEntry>> ofTheHub(YamlNode node) {
        return node.entries("a mapping of options")
                .checked(entries -> entries.flatMap(entry -> refusal(entry.name(), "kafka.")
                        .map(entry.key()::problem)
                        .orElse(() -> compression(entry))));
    }

    private static Option<ConfigurationProblem> compression(YamlEntry option) {
        return option.value()
                .written()
                .filter(value -> option.name().equals("kafka.compression.type")
                        && !References.areIn(value)
                        && !COMPRESSIONS.contains(value))
                .map(value -> option.value()
                        .problem("the Kafka endpoint takes " + Keys.sentence(COMPRESSIONS) + " alone, the latter in the"
                                + " Premium and Dedicated tiers; " + Quoted.of(value) + " is neither"));
    }

    private static Option<String> refusal(String name, String prefix) {
        String other = prefix.equals("kafka.") ? "eventhubs." : "kafka.";
        return SettingsReader.refusal(OF_THE_HUB, name)
                .orElse(() -> Option.when(
                        name.toLowerCase(Locale.ROOT).startsWith(other),
                        () -> Quoted.of(name) + " is for `protocol: " + (other.equals("kafka.") ? "kafka" : "amqp")
                                + "`, and here it is the other"));
    }

    private static Read<Map<String, SettingValue>> amqp(YamlNode node, Seq<String> known) {
        return SettingsReader.settings(
                        node,
                        "a mapping of options",
                        name -> known.contains(name)
                                ? Option.none()
                                : refusal(name, "eventhubs.")
                                        .orElse(() -> Option.some(
                                                "unknown option " + Quoted.of(name) + Suggestion.orKnown(name, known))),
                        EventHubOptions::value)
                .checked(options -> tooShort(node, options));
    }

    private static Read<SettingValue> value(YamlEntry option, SettingValue value) {
        return switch (option.name()) {
            case PREFETCH ->
                Values.wholeNumber(option.value(), 1, LARGEST_PREFETCH).map(number -> value);
            case THREADS -> Values.wholeNumber(option.value(), 1, MOST_THREADS).map(number -> value);
            default ->
                duration(value)
                        .map(found -> Read.value(value))
                        .getOrElse(() -> option.value()
                                .invalid("expected a duration from PT1S to PT5M as ISO 8601 writes it, such as PT30S,"
                                        + " found " + Quoted.of(value.written())));
        };
    }

    private static Option<Duration> duration(SettingValue value) {
        try {
            return Option.some(Duration.parse(value.value()))
                    .filter(found ->
                            found.compareTo(Duration.ofSeconds(1)) >= 0 && found.compareTo(LONGEST_TIMEOUT) <= 0);
        } catch (DateTimeParseException e) {
            return Option.none();
        }
    }

    /** The connector refuses an operation timeout below the receiver's, and says so only once it runs. */
    private static Seq<ConfigurationProblem> tooShort(YamlNode node, Map<String, SettingValue> options) {
        return options.get(OPERATION_TIMEOUT)
                .flatMap(EventHubOptions::duration)
                .filter(operation -> options.get(RECEIVER_TIMEOUT)
                        .flatMap(EventHubOptions::duration)
                        .exists(receiver -> operation.compareTo(receiver) < 0))
                .map(operation -> node.problem(
                        "`" + OPERATION_TIMEOUT + "` is shorter than `" + RECEIVER_TIMEOUT + "`: it must not be"))
                .toList();
    }
}
