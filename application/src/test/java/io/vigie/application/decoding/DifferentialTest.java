package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.decoding.JsonOracle.Member;
import io.vigie.application.decoding.JsonOracle.Node;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.RawReading;
import io.vigie.domain.reading.RawValue;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Holds the decoders to Jackson and to the domain's own rules, over messages that are made up: whatever Jackson reads is
 * decoded to the same readings and defects, whatever it does not is refused. {@link JsonOracle} says where they differ
 * by intention.
 */
class DifferentialTest {

    private static final int MESSAGES = 20_000;
    private static final DecodingLimits LIMITS = DecodingLimits.DEFAULT;
    private static final Set<String> FLAT_FIELDS = Set.of("deviceId", "metric", "value", "timestamp", "unit", "tags");
    private static final Set<String> WIDE_FIELDS = Set.of("deviceId", "timestamp", "tags");

    private final JsonOracle strict = JsonOracle.strict(LIMITS);
    private final JsonOracle lenient = JsonOracle.readingNotFinite(LIMITS);
    private int good;
    private int defective;
    private int broken;

    @AfterEach
    void hasSeenEnoughOfEachKind() {
        assertThat(List.of(good, defective, broken))
                .allSatisfy(count -> assertThat(count).isGreaterThan(MESSAGES / 20));
    }

    @Test
    void flatMessagesAreReadAsJacksonAndTheDomainReadThem() {
        RandomMessages messages = new RandomMessages(20_260_101);
        MessageDecoder decoder = MessageDecoder.of(PayloadFormat.FLAT, LIMITS);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = messages.flat();
            Decoded decoded = Decoded.by(decoder, message);
            Optional<Node> node = strict.read(message).filter(read -> isObject(read, FLAT_FIELDS));
            if (node.isPresent()) {
                checkFlat(message, node.get(), decoded);
            } else if (decoded.defects.contains(new Defect.OutOfRange("/value", "is not finite"))) {
                assertThat(lenient.read(message)).as(text(message)).isPresent();
            } else {
                checkBroken(message, decoded);
            }
        }
    }

    private void checkFlat(byte[] message, Node node, Decoded decoded) {
        Validation<Seq<Defect>, SensorReading> expected = new RawReading(
                        raw(node, "deviceId"),
                        raw(node, "metric"),
                        raw(node, "value"),
                        raw(node, "timestamp"),
                        raw(node, "unit"),
                        raw(node, "tags"))
                .validate();
        if (expected.isValid()) {
            good++;
            assertThat(decoded.defects).as(text(message)).isEmpty();
            assertThat(decoded.readings).as(text(message)).containsExactly(expected.get());
            assertThat(members(decoded.rescued.get(0))).as(text(message)).isEqualTo(unknown(node, FLAT_FIELDS));
        } else {
            defective++;
            assertThat(decoded.readings).as(text(message)).isEmpty();
            assertThat(decoded.defects)
                    .as(text(message))
                    .containsExactlyElementsOf(expected.getError().asJava());
        }
    }

    @Test
    void wideMessagesAreReadAsOneFlatMessageForEachOfTheirNumbers() {
        RandomMessages messages = new RandomMessages(20_260_102);
        MessageDecoder decoder = MessageDecoder.of(PayloadFormat.WIDE, LIMITS);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = messages.wide();
            Decoded decoded = Decoded.by(decoder, message);
            Optional<Node> node = strict.read(message).filter(read -> isObject(read, WIDE_FIELDS));
            if (node.isPresent() && hasRepeatedMetric(node.get())) {
                assertThat(decoded.defects()).hasOnlyElementsOfType(Defect.Malformed.class);
            } else if (node.isPresent()) {
                checkWide(message, node.get(), decoded);
            } else if (decoded.defects.stream()
                    .anyMatch(defect -> defect.detail().endsWith(" is not finite"))) {
                assertThat(lenient.read(message)).as(text(message)).isPresent();
            } else {
                checkBroken(message, decoded);
            }
        }
    }

    private void checkWide(byte[] message, Node node, Decoded decoded) {
        List<Member> metrics = metrics(node);
        List<SensorReading> readings = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        if (metrics.isEmpty()) {
            paths.add("/<metric>");
        }
        for (Member metric : metrics.isEmpty() ? List.of(new Member("m", Node.leaf("number", "1"))) : metrics) {
            Validation<Seq<Defect>, SensorReading> expected = new RawReading(
                            raw(node, "deviceId"),
                            Option.some(new RawValue.Text(metric.name())),
                            Option.some(new RawValue.Numeric(metric.value().text())),
                            raw(node, "timestamp"),
                            Option.none(),
                            raw(node, "tags"))
                    .validate();
            if (expected.isValid()) {
                readings.add(expected.get());
            } else {
                for (Defect defect : expected.getError()) {
                    paths.add(path(defect).replaceFirst("^/(metric|value)$", "/" + metric.name()));
                }
            }
        }
        if (paths.isEmpty()) {
            good++;
            assertThat(decoded.defects).as(text(message)).isEmpty();
            assertThat(decoded.readings).as(text(message)).isEqualTo(readings);
            List<Member> unknown = unknown(node, WIDE_FIELDS);
            unknown.removeAll(metrics);
            assertThat(members(decoded.rescued.get(0))).as(text(message)).isEqualTo(unknown);
            assertThat(decoded.rescued.subList(1, decoded.rescued.size()))
                    .as(text(message))
                    .allSatisfy(rescued -> assertThat(rescued).isEmpty());
        } else {
            defective++;
            assertThat(decoded.readings).as(text(message)).isEmpty();
            assertThat(decoded.defects.stream().map(DifferentialTest::path))
                    .as(text(message))
                    .containsExactlyInAnyOrderElementsOf(paths);
        }
    }

    @Test
    void senMlPacksAreResolvedAsTheirRecordsOneByOne() {
        RandomMessages messages = new RandomMessages(20_260_103);
        MessageDecoder decoder = MessageDecoder.of(PayloadFormat.SENML, LIMITS);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = messages.senMl();
            Decoded decoded = Decoded.by(decoder, message);
            Optional<Node> pack = strict.read(message);
            if (pack.isPresent() && SenMlOracle.isPack(pack.get())) {
                SenMlOracle oracle = new SenMlOracle(pack.get());
                assertThat(decoded.readings).as(text(message)).isEqualTo(oracle.readings);
                assertThat(decoded.defects.stream()
                                .map(defect -> path(defect).split("/", -1)[1])
                                .distinct())
                        .as(text(message))
                        .containsExactlyElementsOf(oracle.rejected);
                good += oracle.readings.isEmpty() ? 0 : 1;
                defective += oracle.rejected.isEmpty() ? 0 : 1;
            } else if (decoded.defects.stream()
                    .anyMatch(defect -> defect.detail().endsWith("/v is not finite"))) {
                assertThat(lenient.read(message)).as(text(message)).isPresent();
            } else {
                broken++;
                assertThat(decoded.readings).as(text(message)).isEmpty();
                assertThat(decoded.defects).as(text(message)).hasSize(1);
            }
        }
    }

    private void checkBroken(byte[] message, Decoded decoded) {
        broken++;
        assertThat(decoded.readings).as(text(message)).isEmpty();
        assertThat(decoded.defects)
                .as(text(message))
                .hasSize(1)
                .first()
                .satisfies(defect ->
                        assertThat(defect.reason()).isIn(RejectionReason.MALFORMED, RejectionReason.TOO_LARGE));
    }

    private static boolean isObject(Node node, Set<String> known) {
        return node.is("object")
                && known.stream().allMatch(name -> node.all(name).size() <= 1)
                && node.all("tags").stream()
                        .allMatch(tags ->
                                distinct(tags.members()) == tags.members().size());
    }

    private static boolean hasRepeatedMetric(Node node) {
        return distinct(metrics(node)) < metrics(node).size();
    }

    private static long distinct(List<Member> members) {
        return members.stream().map(Member::name).distinct().count();
    }

    private static List<Member> metrics(Node node) {
        return node.members().stream()
                .filter(member -> member.value().is("number") && !WIDE_FIELDS.contains(member.name()))
                .toList();
    }

    private static Option<RawValue> raw(Node object, String name) {
        return Option.ofOptional(object.all(name).stream().findFirst()).map(DifferentialTest::raw);
    }

    private static RawValue raw(Node node) {
        return switch (node.kind()) {
            case "text" -> new RawValue.Text(node.text());
            case "number" -> new RawValue.Numeric(node.text());
            case "true" -> new RawValue.Flag(true);
            case "false" -> new RawValue.Flag(false);
            case "null" -> new RawValue.Null();
            case "array" -> new RawValue.Items();
            default -> {
                Map<String, RawValue> members = LinkedHashMap.empty();
                for (Member member : node.members()) {
                    members = members.put(member.name(), raw(member.value()));
                }
                yield new RawValue.Members(members);
            }
        };
    }

    /** What a reading has no place for: fields that nobody knows, then the tags that are null. */
    private static List<Member> unknown(Node node, Set<String> known) {
        List<Member> unknown = new ArrayList<>(node.members().stream()
                .filter(member -> !known.contains(member.name()))
                .toList());
        List<Member> tags = node.all("tags").stream()
                .flatMap(object -> object.members().stream())
                .filter(tag -> tag.value().is("null"))
                .toList();
        if (!tags.isEmpty()) {
            unknown.add(new Member("tags", new Node("object", "", tags, List.of())));
        }
        return unknown;
    }

    private List<Member> members(String rescued) {
        return rescued.isEmpty()
                ? List.of()
                : strict.read(rescued.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .members();
    }

    private static String path(Defect defect) {
        if (defect instanceof Defect.MissingField missing) {
            return missing.path();
        }
        if (defect instanceof Defect.WrongType wrong) {
            return wrong.path();
        }
        if (defect instanceof Defect.OutOfRange out) {
            return out.path();
        }
        return fail("a defect without a path: " + defect);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    /** Resolves a pack the plain way, in decimals. */
    private static final class SenMlOracle {

        private static final Set<String> LABELS =
                Set.of("bn", "bt", "bu", "bv", "bs", "bver", "n", "u", "v", "vs", "vb", "vd", "s", "t", "ut");
        private static final Set<String> RESCUED = Set.of("s", "bs", "ut");

        final List<SensorReading> readings = new ArrayList<>();
        final List<String> rejected = new ArrayList<>();

        /** Whether there is something to resolve. */
        static boolean isPack(Node pack) {
            return pack.is("array")
                    && !pack.items().isEmpty()
                    && pack.items().stream().allMatch(SenMlOracle::isRecord);
        }

        private static boolean isRecord(Node record) {
            return record.is("object")
                    && LABELS.stream().allMatch(label -> record.all(label).size() <= 1)
                    && record.members().stream()
                            .noneMatch(member -> member.name().endsWith("_"))
                    && record.some("bn").map(node -> node.is("text")).orElse(true)
                    && record.some("bu").map(node -> node.is("text")).orElse(true)
                    && record.some("bt")
                            .map(node -> node.is("number") && isTime(node))
                            .orElse(true)
                    && record.some("bv")
                            .map(node -> node.is("number") && Double.isFinite(Double.parseDouble(node.text())))
                            .orElse(true)
                    && record.some("bver").map(SenMlOracle::isVersion).orElse(true);
        }

        private static boolean isVersion(Node version) {
            if (!version.is("number")) {
                return false;
            }
            double number = Double.parseDouble(version.text());
            return number >= 1 && number <= 10 && number == Math.floor(number);
        }

        private static boolean isTime(Node time) {
            return Math.abs(Double.parseDouble(time.text())) < 1e12;
        }

        private static BigDecimal microseconds(Node time) {
            return new BigDecimal(time.text()).movePointRight(6).setScale(0, RoundingMode.FLOOR);
        }

        SenMlOracle(Node pack) {
            String baseName = "";
            Option<String> baseUnit = Option.none();
            BigDecimal baseTime = BigDecimal.ZERO;
            Option<Double> baseValue = Option.none();
            boolean rescued = false;
            for (int i = 0; i < pack.items().size(); i++) {
                Node record = pack.items().get(i);
                baseName = record.some("bn").map(Node::text).orElse(baseName);
                baseUnit =
                        record.some("bu").map(node -> Option.some(node.text())).orElse(baseUnit);
                baseTime = record.some("bt").map(SenMlOracle::microseconds).orElse(baseTime);
                baseValue = record.some("bv")
                        .map(node -> Option.some(Double.parseDouble(node.text())))
                        .orElse(baseValue);
                rescued |= record.members().stream()
                        .anyMatch(member -> RESCUED.contains(member.name()) || !LABELS.contains(member.name()));
                boolean measures = LABELS.stream()
                        .anyMatch(label ->
                                !label.startsWith("b") && record.some(label).isPresent());
                if (measures) {
                    resolve(i, record, baseName, baseUnit, baseTime, baseValue);
                    rescued = false;
                }
            }
            if (rescued || (readings.isEmpty() && rejected.isEmpty())) {
                rejected.add(String.valueOf(pack.items().size() - 1));
            }
        }

        private void resolve(
                int index,
                Node record,
                String baseName,
                Option<String> baseUnit,
                BigDecimal baseTime,
                Option<Double> baseValue) {
            Option<String> unit =
                    record.some("u").map(node -> Option.some(node.text())).orElse(baseUnit);
            String name = record.some("n").map(Node::text).orElse("");
            boolean kinds = is(record, "n", "text")
                    && is(record, "u", "text")
                    && is(record, "v", "number")
                    && is(record, "t", "number")
                    && (is(record, "vb", "true") || is(record, "vb", "false"))
                    && record.some("vs").isEmpty()
                    && record.some("vd").isEmpty()
                    && !(record.some("v").isPresent() && record.some("vb").isPresent());
            Optional<Double> value = record.some("vb").isPresent()
                    ? record.some("vb").map(node -> node.is("true") ? 1.0 : 0.0)
                    : kinds && record.some("v").isPresent()
                            ? record.some("v").map(node -> Double.parseDouble(node.text()) + baseValue.getOrElse(0.0))
                            : baseValue.toJavaOptional();
            Optional<Instant> time = kinds ? time(record, baseTime) : Optional.empty();
            boolean named = (baseName + name).matches("[A-Za-z0-9][-A-Za-z0-9:./_]*");
            if (!kinds || !named || value.isEmpty() || !Double.isFinite(value.get()) || time.isEmpty()) {
                rejected.add(String.valueOf(index));
                return;
            }
            String base = baseName.replaceFirst("[-:./_]$", "");
            String fallback = unit.filter(symbol -> !symbol.isEmpty()).getOrElse("value");
            RawReading resolved = new RawReading(
                    Option.some(new RawValue.Text(base.isEmpty() ? name : base)),
                    Option.some(new RawValue.Text(base.isEmpty() || name.isEmpty() ? fallback : name)),
                    Option.some(new RawValue.Numeric(String.valueOf(value.get()))),
                    Option.some(new RawValue.Text(time.get().toString())),
                    unit.map(RawValue.Text::new),
                    Option.none());
            resolved.validate().peek(readings::add).swap().peek(tooLongAName -> rejected.add(String.valueOf(index)));
        }

        private static boolean is(Node record, String label, String kind) {
            return record.some(label).map(node -> node.is(kind)).orElse(true);
        }

        private static Optional<Instant> time(Node record, BigDecimal baseTime) {
            if (record.some("t").map(node -> !isTime(node)).orElse(false)) {
                return Optional.empty();
            }
            BigDecimal own = record.some("t").map(SenMlOracle::microseconds).orElse(BigDecimal.ZERO);
            BigDecimal sum = baseTime.add(own);
            if (sum.compareTo(BigDecimal.valueOf(1L << 28).movePointRight(6)) < 0) {
                sum = sum.add(BigDecimal.valueOf(Decoded.ARRIVAL));
            }
            Instant time = Instant.EPOCH.plus(sum.longValueExact(), ChronoUnit.MICROS);
            return Optional.of(time)
                    .filter(instant -> !instant.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
                            && instant.isBefore(Instant.parse("+10000-01-01T00:00:00Z")));
        }
    }
}
