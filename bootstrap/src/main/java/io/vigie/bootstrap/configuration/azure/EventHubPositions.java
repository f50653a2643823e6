package io.vigie.bootstrap.configuration.azure;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.EventHubPosition;
import io.vigie.application.plan.EventHubProtocol;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Partitions;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads where in a hub a source begins. */
final class EventHubPositions {

    /** The oldest events: what a pipeline begins with that does not say it. */
    static final Starting EARLIEST = new Starting(new EventHubPosition.Earliest(), LinkedHashMap.empty());

    private static final Keys ONE = Keys.of("sequenceNumber", "offset", "time");
    private static final Keys EACH = Keys.of("partitions", "others");
    private static final Seq<Tuple2<String, EventHubPosition>> WORDS = List.of(
            Tuple.of("earliest", new EventHubPosition.Earliest()), Tuple.of("latest", new EventHubPosition.Latest()));
    private static final String EXPECTED =
            "earliest, latest or a mapping such as { sequenceNumber: 42 } or { time: 2026-01-01T00:00:00Z }";
    private static final String PARTITIONS = "a mapping such as { 0: { sequenceNumber: 42 }, 1: latest }";

    /** What a service may write; it goes into a filter, where a quote would end it. */
    private static final Pattern OFFSET = Pattern.compile("[A-Za-z0-9:._-]{1,128}");

    private EventHubPositions() {}

    /**
     * Where a source begins.
     *
     * @param others where all partitions begin that are not named
     * @param partitions where those begin that are, by their number
     */
    record Starting(EventHubPosition others, Map<Integer, EventHubPosition> partitions) {}

    static Read<Starting> starting(YamlNode node, EventHubProtocol protocol) {
        return node.isMapping() && EACH.known().exists(key -> node.find(key).isDefined())
                ? node.mapping(
                        "a mapping such as { partitions: { 0: latest }, others: earliest }",
                        EACH,
                        each -> Read.together(
                                each.optional("others", EARLIEST.others(), position -> one(position, protocol)),
                                each.required(
                                        "partitions",
                                        partitions -> Partitions.read(
                                                partitions, PARTITIONS, position -> one(position, protocol))),
                                Starting::new))
                : one(node, protocol).map(position -> new Starting(position, LinkedHashMap.empty()));
    }

    private static Read<EventHubPosition> one(YamlNode node, EventHubProtocol protocol) {
        Map<String, Function<YamlNode, Read<EventHubPosition>>> positions = LinkedHashMap.of(
                "sequenceNumber",
                number -> Values.wholeNumber(number, 0, Long.MAX_VALUE - 1).map(EventHubPosition.SequenceNumber::new),
                "offset",
                offset -> offset(offset, protocol),
                "time",
                EventHubPositions::time);
        return node.isMapping()
                ? node.mapping(EXPECTED, ONE, position -> position.oneOf(positions))
                : Values.word(node, EXPECTED, WORDS, Tuple2::_1).map(Tuple2::_2);
    }

    private static Read<EventHubPosition> offset(YamlNode node, EventHubProtocol protocol) {
        if (protocol == EventHubProtocol.KAFKA) {
            return node.invalid("the Kafka endpoint does not know the offsets of AMQP: write `sequenceNumber`, which is"
                    + " what tables have as `offset`, or `time`");
        }
        String expected = "an offset as the service gives it, such as \"4294967296\"";
        return node.parse(
                expected,
                text -> OFFSET.matcher(text).matches()
                        ? Either.right(new EventHubPosition.Offset(text))
                        : Either.left("expected " + expected + ", found " + Quoted.of(text)));
    }

    private static Read<EventHubPosition> time(YamlNode node) {
        return Values.instant(node)
                .flatMap(time -> time.isBefore(Instant.EPOCH)
                        ? node.invalid("events are of 1970 or later, not of " + time)
                        : Read.value(new EventHubPosition.EnqueuedTime(time)));
    }
}
