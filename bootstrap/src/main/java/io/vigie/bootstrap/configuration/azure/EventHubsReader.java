package io.vigie.bootstrap.configuration.azure;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what a pipeline has of Azure Event Hubs: its source, its sinks. */
public final class EventHubsReader {

    private static final Keys SOURCE = Keys.of(
            "connectionString",
            "namespace",
            "login",
            "hub",
            "consumerGroup",
            "protocol",
            "startingPosition",
            "maxEventsPerTrigger",
            "failOnDataLoss",
            "propertiesAsTags",
            "deviceFromIotHub",
            "options");
    private static final Keys SINK = Keys.of("connectionString", "namespace", "login", "hub", "protocol", "options");
    private static final String EXAMPLE =
            "a mapping such as { connectionString: \"${env:EVENTHUB}\", hub: readings, protocol: amqp }";

    private static final String DEFAULT_GROUP = "$Default";
    private static final Pattern GROUP = Pattern.compile("\\$Default|[A-Za-z0-9](?:[A-Za-z0-9._-]{0,48}[A-Za-z0-9])?");

    private EventHubsReader() {}

    public static Read<Located<SourcePlan>> source(YamlNode node) {
        return node.mapping(
                EXAMPLE,
                SOURCE,
                hubs -> protocol(hubs)
                        .flatMap(protocol -> Read.together(
                                EventHubAddress.read(hubs, protocol),
                                hubs.optional("consumerGroup", DEFAULT_GROUP, EventHubsReader::group),
                                hubs.optional(
                                        "startingPosition",
                                        EventHubPositions.EARLIEST,
                                        position -> EventHubPositions.starting(position, protocol)),
                                hubs.optional(
                                        "maxEventsPerTrigger", most -> Values.wholeNumber(most, 1L, Long.MAX_VALUE)),
                                hubs.optional("failOnDataLoss", true, Values::trueOrFalse),
                                hubs.optional("propertiesAsTags", true, Values::trueOrFalse),
                                hubs.optional("deviceFromIotHub", false, Values::trueOrFalse),
                                options(hubs, protocol, EventHubOptions::ofSource),
                                (hub, group, starting, most, fail, tags, device, options) ->
                                        new SourcePlan.EventHubEvents(
                                                hub,
                                                protocol,
                                                group,
                                                starting.others(),
                                                starting.partitions(),
                                                most,
                                                fail,
                                                tags,
                                                device,
                                                options)))
                        .map(plan -> new Located<>(plan, Option.none(), hubNode(hubs))));
    }

    public static Read<Located<SinkPlan>> sink(YamlNode node) {
        return node.mapping(
                EXAMPLE,
                SINK,
                hubs -> protocol(hubs)
                        .flatMap(protocol -> Read.together(
                                EventHubAddress.read(hubs, protocol),
                                options(hubs, protocol, EventHubOptions::ofSink),
                                (hub, options) -> new SinkPlan.HubEvents(hub, protocol, options)))
                        .map(plan -> new Located<>(plan, Option.none(), hubNode(hubs))));
    }

    /** Where the file says which hub it is. */
    private static YamlNode hubNode(YamlMapping hubs) {
        return hubs.entry("hub")
                .orElse(() -> hubs.entry("connectionString"))
                .map(YamlEntry::value)
                .getOrElse(hubs::node);
    }

    private static Read<EventHubProtocol> protocol(YamlMapping hubs) {
        return hubs.optional(
                "protocol",
                EventHubProtocol.AMQP,
                node -> Values.word(node, List.of(EventHubProtocol.values()), EventHubsReader::word));
    }

    private static String word(EventHubProtocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    private static Read<String> group(YamlNode node) {
        String expected = "a consumer group such as $Default, of 1 to 50 of the characters A-Z a-z 0-9 . _ -";
        return node.parse(
                expected,
                text -> GROUP.matcher(text).matches()
                        ? Either.right(text)
                        : Either.left("expected " + expected + ", found " + Quoted.of(text)));
    }

    private static Read<Map<String, SettingValue>> options(
            YamlMapping hubs, EventHubProtocol protocol, EventHubOptions.Reader reader) {
        return hubs.optional("options", LinkedHashMap.empty(), node -> reader.read(node, protocol));
    }
}
