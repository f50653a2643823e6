package io.vigie.adapters.spark.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.Slice;
import io.vigie.application.plan.Output;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.WindowBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes into a chunk of readings comes out of it, as readings and as rows. */
class ReadingChunkTest {

    private static final int ROUNDS = 200;
    private static final long FARTHEST = 253_402_300_800_000_000L;

    private static final RuleBook RULES = Rules.rules(
            Rules.rule("high")
                    .metric("metric 0")
                    .raise(Severity.MAJOR, Rules.when("value > 0"))
                    .build(),
            Rules.rule("very-high")
                    .metric("metric 0")
                    .raise(Severity.CRITICAL, Rules.when("value > 1000"))
                    .build());

    private record Sample(
            String metric,
            double value,
            @Nullable String unit,
            long eventTime,
            Map<String, String> tags,
            @Nullable String rescued,
            @Nullable String payload,
            long offset,
            int position,
            long arrival) {

        List<String> violations() {
            if (!metric.equals("metric 0") || value <= 0) {
                return List.of();
            }
            return value > 1000 ? List.of("high", "very-high") : List.of("high");
        }
    }

    private final Random random = new Random(42);

    @Test
    void readingsComeOutOfAChunkAsTheyWentIn() {
        ReadingChunkWriter writer = writer();
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample> samples = samples();
            ReadingChunk chunk = new ReadingChunk(write(writer, samples, "source " + round, "3"));

            assertThat(chunk.source()).isEqualTo("source " + round);
            assertThat(chunk.partition()).isEqualTo("3");
            assertThat(chunk.count()).isEqualTo(samples.size());
            assertThat(chunk.firstOffset()).isEqualTo(samples.get(0).offset());
            assertThat(chunk.firstArrival()).isEqualTo(samples.get(0).arrival());
            for (Sample sample : samples) {
                assertThat(chunk.next()).isTrue();
                assertThat(read(chunk)).isEqualTo(sample);
                assertThat(texts(chunk.violations())).isEqualTo(sample.violations());
            }
            assertThat(chunk.next()).isFalse();
            assertThat(writer.isEmpty()).isTrue();
        }
    }

    @Test
    void theSameMetricHasTheSameIndexAndIndexesCountUp() {
        List<Sample> samples = samples();
        ReadingChunk chunk = new ReadingChunk(write(writer(), samples, "s", null));
        Map<String, Integer> indexes = new LinkedHashMap<>();

        while (chunk.next()) {
            Integer known = indexes.putIfAbsent(chunk.metric().text, chunk.metricIndex());
            assertThat(chunk.metricIndex()).isEqualTo(known == null ? indexes.size() - 1 : known);
        }
        assertThat(indexes).isNotEmpty();
    }

    @Test
    void aChunkBecomesRowsWithTheirFlagsAndTheirDay() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample> first = samples();
            List<Sample> second = samples();
            byte[] late = ReadingBits.of(first.size());
            byte[] repeated = ReadingBits.of(first.size());
            for (int i = 0; i < first.size(); i++) {
                if (i % 3 < 2) {
                    ReadingBits.set(i % 3 == 0 ? late : repeated, i);
                }
            }
            Iterator<InternalRow> rows = ChunkRows.of(
                    Output.READINGS,
                    WindowBook.EMPTY,
                    carried(
                            new Chunk.Readings(
                                    "pump-é",
                                    first.size(),
                                    late,
                                    repeated,
                                    null,
                                    PackedRows.of(write(writer(), first, "a", null))),
                            new Chunk.Rejected(RejectionReason.MALFORMED, 1, PackedRows.of(new byte[] {1})),
                            new Chunk.Readings(
                                    "tank",
                                    second.size(),
                                    null,
                                    null,
                                    null,
                                    PackedRows.of(write(writer(), second, "b", "9")))));

            for (int i = 0; i < first.size(); i++) {
                mustBe(rows.next(), first.get(i), "pump-é", "a", null, i % 3 == 0, i % 3 == 1);
            }
            for (Sample sample : second) {
                mustBe(rows.next(), sample, "tank", "b", "9", false, false);
            }
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void readingsThatWereNotTakenBecomeNoRows() {
        List<Sample> samples = samples();
        byte[] late = ReadingBits.of(samples.size());
        byte[] surplus = ReadingBits.of(samples.size());
        ReadingBits.set(late, 0);
        for (int i = 1; i < samples.size(); i += 2) {
            ReadingBits.set(surplus, i);
        }
        Iterator<InternalRow> rows = ChunkRows.of(
                Output.READINGS,
                WindowBook.EMPTY,
                carried(new Chunk.Readings(
                        "tank",
                        samples.size(),
                        late,
                        null,
                        surplus,
                        PackedRows.of(write(writer(), samples, "a", null)))));

        for (int i = 0; i < samples.size(); i += 2) {
            mustBe(rows.next(), samples.get(i), "tank", "a", null, i == 0, false);
        }
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void manyMetricsTakeTimeThatGrowsWithTheirNumberAndNotItsSquare() {
        ReadingChunkWriter writer = writer();
        DecodedReading reading = new DecodedReading();
        int metrics = 150_000;

        assertTimeoutPreemptively(Duration.ofSeconds(15), () -> {
            for (int i = 0; i < 2 * metrics; i++) {
                set(reading.metric(), "metric-" + i % metrics);
                writer.add(reading, i, 0, i, null);
            }
        });

        ReadingChunk chunk = new ReadingChunk(writer.take("topic", "0"));
        for (int i = 0; i < 2 * metrics; i++) {
            assertThat(chunk.next()).isTrue();
            assertThat(chunk.metricIndex()).isEqualTo(i % metrics);
            assertThat(chunk.metric().text).isEqualTo("metric-" + i % metrics);
        }
    }

    @Test
    void lateBitsAreCountedOverEveryLength() {
        for (int length = 1; length < 40; length++) {
            byte[] bits = ReadingBits.of(length);
            ReadingBits.set(bits, length - 1);
            ReadingBits.set(bits, 0);
            assertThat(ReadingBits.count(bits)).isEqualTo(length == 1 ? 1 : 2);
            assertThat(ReadingBits.isSet(bits, length - 1)).isTrue();
            assertThat(length > 2 && ReadingBits.isSet(bits, 1)).isFalse();
        }
    }

    @Test
    void rejectedMessagesComeOutByteForByte() {
        RejectedChunkWriter writer = new RejectedChunkWriter(true);
        byte[] buffer = new byte[300];
        random.nextBytes(buffer);
        writer.add("why", message(buffer, 10, 256, -5, Long.MIN_VALUE), "source", null);
        writer.add("", message(buffer, 0, 0, Long.MAX_VALUE, 7), null, "part");

        assertThat(writer.count()).isEqualTo(2);
        Iterator<InternalRow> rows =
                ChunkRows.of(Output.REJECTED, WindowBook.EMPTY, carried(writer.take(RejectionReason.TOO_LARGE)));
        InternalRow one = rows.next();
        assertThat(one.getUTF8String(0)).hasToString("too_large");
        assertThat(one.getUTF8String(1)).hasToString("why");
        assertThat(one.getBinary(2)).isEqualTo(Arrays.copyOfRange(buffer, 10, 266));
        assertThat(one.getUTF8String(3)).hasToString("source");
        assertThat(one.isNullAt(4)).isTrue();
        assertThat(one.getLong(5)).isEqualTo(-5);
        assertThat(one.getLong(6)).isEqualTo(Long.MIN_VALUE);
        InternalRow two = rows.next();
        assertThat(two.getBinary(2)).isEmpty();
        assertThat(two.isNullAt(3)).isTrue();
        assertThat(two.getUTF8String(4)).hasToString("part");
        assertThat(two.getLong(5)).isEqualTo(Long.MAX_VALUE);
        assertThat(rows.hasNext()).isFalse();
        assertThat(writer.count()).isZero();
    }

    private static SourceMessage message(byte[] buffer, int from, int length, long offset, long arrival) {
        SourceMessage message = new SourceMessage();
        message.set(buffer, from, length, offset, arrival);
        return message;
    }

    private static SourceMessage message(String text) {
        byte[] bytes = ("before" + text + "after").getBytes(StandardCharsets.UTF_8);
        return message(bytes, 6, bytes.length - 11, 0, 0);
    }

    @Test
    void aMessageOfManyReadingsIsCopiedOnce() {
        ReadingChunkWriter writer = writer();
        DecodedReading reading = new DecodedReading();
        set(reading.metric(), "temperature");
        SourceMessage message = message("x".repeat(1_000));
        for (int i = 0; i < 50; i++) {
            writer.add(reading, i < 49 ? 7 : 8, 0, 0, message);
        }

        byte[] packed = writer.take("topic", "0");

        assertThat(packed.length).isBetween(2_000, 4_000);
        ReadingChunk chunk = new ReadingChunk(packed);
        int read = 0;
        while (chunk.next()) {
            read++;
            assertThat(Objects.requireNonNull(chunk.message()).value()).hasSize(1_000);
        }
        assertThat(read).isEqualTo(50);
    }

    @Test
    void tagsThatAllDifferComeOutWhole() {
        ReadingChunkWriter writer = writer();
        DecodedReading reading = new DecodedReading();
        for (int i = 0; i < 500; i++) {
            reading.clear();
            set(reading.metric(), "temperature");
            set(reading.unit(), "unit-" + i % 100);
            int added = reading.tags().add();
            set(reading.tags().name(added), "trace");
            set(reading.tags().value(added), "trace-" + i % 300);
            writer.add(reading, i, 0, i, null);
        }

        ReadingChunk chunk = new ReadingChunk(writer.take("topic", "0"));
        for (int i = 0; i < 500; i++) {
            assertThat(chunk.next()).isTrue();
            assertThat(Objects.requireNonNull(chunk.unit()).text).isEqualTo("unit-" + i % 100);
            assertThat(tags(Objects.requireNonNull(chunk.tags()))).containsEntry("trace", "trace-" + i % 300);
        }
        assertThat(chunk.next()).isFalse();
    }

    @Test
    void aRejectedMessageHasKeyAndHeadersAndSaysThatItHadNoValue() {
        MessageBlockWriter block = new MessageBlockWriter(10);
        List<MessageHeader> headers = List.of(
                new MessageHeader("a", new byte[] {0, -1}),
                new MessageHeader("a", null),
                new MessageHeader("", new byte[0]));
        block.add(7, 9, new byte[] {-1, 0}, null, MessageHeaders.encode(headers));
        block.add(9, 8, null, new byte[] {5}, null);
        MessageBlock messages = new MessageBlock(block.take());
        RejectedChunkWriter writer = new RejectedChunkWriter(true);
        SourceMessage message = new SourceMessage();
        while (messages.next()) {
            message.set(messages);
            writer.add("", message, "topic", "3");
        }

        Iterator<InternalRow> rows =
                ChunkRows.of(Output.REJECTED, WindowBook.EMPTY, carried(writer.take(RejectionReason.MALFORMED)));
        InternalRow one = rows.next();
        assertThat(one.isNullAt(2)).isTrue();
        assertThat(one.getLong(5)).isEqualTo(7);
        assertThat(one.getLong(6)).isEqualTo(9);
        assertThat(one.getBinary(7)).containsExactly(-1, 0);
        ArrayData kept = one.getArray(8);
        assertThat(kept.numElements()).isEqualTo(3);
        assertThat(kept.getStruct(0, 2).getBinary(1)).containsExactly(0, -1);
        assertThat(kept.getStruct(1, 2).isNullAt(1)).isTrue();
        assertThat(kept.getStruct(2, 2).getBinary(1)).isEmpty();
        InternalRow two = rows.next();
        assertThat(two.getBinary(2)).containsExactly(5);
        assertThat(two.getLong(5)).isEqualTo(9);
        assertThat(two.getLong(6)).isEqualTo(8);
        assertThat(two.isNullAt(7)).isTrue();
        assertThat(two.isNullAt(8)).isTrue();
        assertThat(rows.hasNext()).isFalse();
    }

    @Test
    void messagesThatAreOnlyCountedTakeNoSpace() {
        RejectedChunkWriter writer = new RejectedChunkWriter(false);
        writer.add("why", message(new byte[1_000], 0, 1_000, 1, 1), "source", null);

        assertThat(writer.count()).isOne();
        assertThat(writer.take(RejectionReason.FUTURE).rows().isEmpty()).isTrue();
    }

    private void mustBe(
            InternalRow row,
            Sample sample,
            String device,
            String source,
            @Nullable String partition,
            boolean late,
            boolean repeated) {
        assertThat(row.getUTF8String(0)).hasToString(device);
        assertThat(row.getUTF8String(1)).hasToString(sample.metric());
        assertThat(row.getDouble(2)).isEqualTo(sample.value());
        assertThat(text(row, 3)).isEqualTo(sample.unit());
        assertThat(row.getLong(4)).isEqualTo(sample.eventTime());
        assertThat(row.isNullAt(5) ? Map.of() : tags(row.getMap(5))).isEqualTo(sample.tags());
        assertThat(texts(row.getArray(6))).isEqualTo(sample.violations());
        assertThat(row.getBoolean(7)).isEqualTo(late);
        assertThat(text(row, 8)).isEqualTo(sample.rescued());
        assertThat(text(row, 9)).isEqualTo(source);
        assertThat(text(row, 10)).isEqualTo(partition);
        assertThat(row.getLong(11)).isEqualTo(sample.offset());
        assertThat(row.getInt(12)).isEqualTo(sample.position());
        assertThat(row.getLong(13)).isEqualTo(sample.arrival());
        assertThat(row.getBoolean(15)).isEqualTo(repeated);
        assertThat(row.getBoolean(16)).isFalse();
        long day = (long) row.getInt(14) * 86_400_000_000L;
        assertThat(sample.eventTime()).isBetween(day, day + 86_400_000_000L - 1);
        assertThat(row.numFields()).isEqualTo(Tables.READINGS.size());
    }

    private static @Nullable String text(InternalRow row, int column) {
        return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
    }

    /** As they come out of Spark. */
    private static Iterator<byte[]> carried(Chunk... chunks) {
        return Stream.of(chunks).map(Chunk::bytes).iterator();
    }

    private static ReadingChunkWriter writer() {
        Violations violations = new Violations(RULES);
        Function<String, ViolationCheck> checks = metric -> violations.check("device", metric);
        return new ReadingChunkWriter("device", checks);
    }

    private static byte[] write(
            ReadingChunkWriter writer, List<Sample> samples, String source, @Nullable String partition) {
        DecodedReading reading = new DecodedReading();
        for (Sample sample : samples) {
            reading.clear();
            set(reading.metric(), sample.metric());
            set(reading.unit(), sample.unit());
            set(reading.rescued(), sample.rescued());
            reading.value(sample.value());
            reading.eventTime(sample.eventTime());
            sample.tags().forEach((name, value) -> {
                int added = reading.tags().add();
                set(reading.tags().name(added), name);
                set(reading.tags().value(added), value);
            });
            String payload = sample.payload();
            writer.add(
                    reading,
                    sample.offset(),
                    sample.position(),
                    sample.arrival(),
                    payload == null ? null : message(payload));
        }
        return writer.take(source, partition);
    }

    private static void set(Slice slice, @Nullable String text) {
        if (text != null) {
            byte[] bytes = ("before" + text + "after").getBytes(StandardCharsets.UTF_8);
            slice.set(bytes, 6, bytes.length - 11);
        }
    }

    private static Sample read(ReadingChunk chunk) {
        ReadingChunk.Name unit = chunk.unit();
        MapData tags = chunk.tags();
        byte[] rescued = chunk.rescued();
        SourceMessage.Whole payload = chunk.message();
        return new Sample(
                chunk.metric().text,
                chunk.value(),
                unit == null ? null : unit.text,
                chunk.eventTime(),
                tags == null ? Map.of() : tags(tags),
                rescued == null ? null : new String(rescued, StandardCharsets.UTF_8),
                payload == null ? null : new String(Objects.requireNonNull(payload.value()), StandardCharsets.UTF_8),
                chunk.offset(),
                chunk.position(),
                chunk.arrival());
    }

    private static Map<String, String> tags(MapData data) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < data.numElements(); i++) {
            tags.put(
                    data.keyArray().getUTF8String(i).toString(),
                    data.valueArray().getUTF8String(i).toString());
        }
        return tags;
    }

    private static List<String> texts(ArrayData data) {
        return Arrays.stream(data.toObjectArray(DataTypes.StringType))
                .map(String::valueOf)
                .toList();
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (int count = 1 + random.nextInt(30); count > 0; count--) {
            samples.add(new Sample(
                    "metric " + random.nextInt(5),
                    value(),
                    random.nextBoolean() ? null : "unit " + random.nextInt(3),
                    time(),
                    tags(),
                    random.nextInt(4) > 0 ? null : "{\"é\":" + random.nextInt(1_000) + "}",
                    random.nextInt(4) > 0 ? null : "payload".repeat(random.nextInt(60)),
                    random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(1_000),
                    random.nextInt(3) == 0 ? random.nextInt(100_000) : 0,
                    time()));
        }
        return samples;
    }

    private double value() {
        double[] extremes = {0.0, Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 1e-300, 1000, 1001};
        return random.nextBoolean() ? extremes[random.nextInt(extremes.length)] : random.nextGaussian() * 2_000;
    }

    private long time() {
        long[] extremes = {0, -1, 1, FARTHEST, -FARTHEST, -86_400_000_000L, 86_399_999_999L};
        return random.nextInt(3) == 0
                ? extremes[random.nextInt(extremes.length)]
                : 1_767_225_600_000_000L + random.nextInt();
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = random.nextInt(3) == 0 ? random.nextInt(4) : 0; i > 0; i--) {
            tags.put("tag " + i, "€".repeat(random.nextInt(3)));
        }
        return tags;
    }
}
