package io.vigie.bootstrap.faults;

import static io.vigie.bootstrap.faults.Messages.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file of whatever a device, a network or somebody's script has ever sent. */
class HostileInputIT {

    private static final int LONGEST_LINE = 32 << 20;
    private static final int KEPT_OF_A_LONGER_ONE = 1 << 20;
    private static final String NOT_REJECTED = "";

    @TempDir
    private Path directory;

    private final List<Line> lines = new ArrayList<>();

    /**
     * A line and what is to become of it.
     *
     * @param reason why it is rejected, or {@link #NOT_REJECTED}
     * @param detail what the rejection says among other things
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares lines
    private record Line(byte[] bytes, String reason, String detail) {}

    @Test
    void everyLineIsAReadingOrRejectedWholeAndNobodyElseIsAffected() throws Exception {
        List<byte[]> usual = Messages.readings(0, 40);
        usual.subList(0, 20).forEach(this::taken);
        hostile();
        usual.subList(20, 40).forEach(this::taken);
        Path input = Files.createDirectories(directory.resolve("in"));
        Files.write(
                input.resolve("hostile.jsonl"),
                Bytes.joined(lines.stream().map(Line::bytes).toList()));
        Pipeline pipeline = Pipeline.write(directory, input, 1, directory.resolve("out"));

        try (VigieProcess process = VigieProcess.run(pipeline, Surroundings.options("-Xmx512m"))) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        assertThatEachLineIsWhereItBelongs(byOffset(pipeline, "readings"), byOffset(pipeline, "rejected"));
        assertThat(valuesOf(pipeline, "boiler-1")).containsExactlyElementsOf(usualValues(usual.size()));
        assertThat(Tables.read(pipeline.out().resolve("readings"))
                        .where("late and device_id = 'boiler-1'")
                        .count())
                .as("readings that a wrong clock made late")
                .isZero();
    }

    private void hostile() {
        byte[] nothing = {};
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        rejected(bytes(reading("\"value\":1,\"deep\":" + deep)), "too_large", "nests deeper than 64 levels");
        rejected(
                bytes(reading("\"value\":1,\"text\":\"" + "x".repeat(21 << 20) + "\"")),
                "too_large",
                "more than 1048576");
        rejected(bytes(reading("\"value\":" + "7".repeat(1_001))), "too_large", "1001 characters");
        rejected(longLine(), "too_large", "the line has " + longLine().length + " bytes");
        rejected(nothing, "malformed", "empty message");
        rejected(nothing, "malformed", "empty message");
        rejected(bytes("\r"), "malformed", "empty message");
        rejected(bytes("null"), "malformed", "empty message");
        taken(Bytes.concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, bytes(reading("\"value\":2"))));
        rejected(
                Bytes.concat(bytes("{\"deviceId\":\"b"), new byte[] {(byte) 0xC3, 0x28}, bytes("\"}")),
                "malformed",
                "invalid UTF-8");
        rejected(Bytes.concat(bytes("{\"deviceId\":\"b"), new byte[] {0}, bytes("\"}")), "malformed", "the byte 0x00");
        rejected(new byte[8], "malformed", "the byte 0x00");
        rejected(bytes(reading("\"value\":NaN")), "out_of_range", "/value is not finite");
        rejected(bytes(reading("\"value\":1e400")), "out_of_range", "/value is not finite");
        rejected(bytes(reading("\"value\":-Infinity")), "out_of_range", "/value is not finite");
        rejected(bytes(at("epoch-device", "0")), "out_of_range", "not within the years 1980 to 2100");
        rejected(bytes(at("seconds-device", "1767225600")), "out_of_range", "looks like seconds");
        taken(bytes(at("first-device", "315532800000")));
        rejected(bytes(at("far-device", "\"9999-12-31T23:59:59Z\"")), "future", "9999-12-31T23:59:59Z");
        rejected(bytes(at("boiler-1", "\"2099-01-01T00:00:00Z\"")), "future", "2099-01-01T00:00:00Z");
        rejected(bytes("{\"deviceId\":\"boiler-1\",\"metric\":\"temp"), "malformed", "ends too early");
        rejected(bytes(reading("\"value\":\"hot\"")), "wrong_type", "/value should be a number");
        rejected(bytes(reading("\"value\":true")), "wrong_type", "/value should be a number");
        rejected(bytes("[1,2]"), "malformed", "where an object should begin");
        rejected(bytes(reading("\"unit\":\"celsius\"")), "missing_field", "/value is missing");
        rejected(
                bytes("{\"metric\":\"temperature\",\"value\":1,\"timestamp\":1767225600000}"),
                "missing_field",
                "/deviceId is missing");
        taken(bytes(reading("\"value\":3,\"firmware\":{\"version\":[1,2]}")));
        taken(bytes(reading("\"value\":4") + "\r"));
    }

    private static String reading(String fields) {
        return "{\"deviceId\":\"boiler-2\",\"metric\":\"temperature\"," + fields
                + ",\"timestamp\":\"2026-01-01T00:00:00Z\"}";
    }

    private static String at(String device, String timestamp) {
        return "{\"deviceId\":\"" + device + "\",\"metric\":\"temperature\",\"value\":1,\"timestamp\":" + timestamp
                + "}";
    }

    private static byte[] longLine() {
        byte[] line = new byte[40_000_000];
        Arrays.fill(line, (byte) 'a');
        return line;
    }

    private void taken(byte[] line) {
        lines.add(new Line(line, NOT_REJECTED, ""));
    }

    private void rejected(byte[] line, String reason, String detail) {
        lines.add(new Line(line, reason, detail));
    }

    private void assertThatEachLineIsWhereItBelongs(Map<Long, Row> readings, Map<Long, Row> rejected) {
        assertThat(readings.size() + rejected.size()).as("rows, of all lines").isEqualTo(lines.size());
        long offset = 0;
        for (Line line : lines) {
            if (line.reason().equals(NOT_REJECTED)) {
                assertThat(readings).as("readings at %d", offset).containsKey(offset);
            } else {
                assertThat(rejected).as("rejected at %d", offset).containsKey(offset);
                Row row = rejected.get(offset);
                assertThat(row.<String>getAs("reason"))
                        .as("reason at %d", offset)
                        .isEqualTo(line.reason());
                assertThat(row.<String>getAs("detail")).contains(line.detail());
                assertThat(Arrays.equals(row.<byte[]>getAs("payload"), kept(line.bytes())))
                        .as("the payload at %d is byte for byte that of the line", offset)
                        .isTrue();
            }
            offset += line.bytes().length + 1;
        }
    }

    private static byte[] kept(byte[] line) {
        return line.length > LONGEST_LINE ? Arrays.copyOf(line, KEPT_OF_A_LONGER_ONE) : line;
    }

    private static Map<Long, Row> byOffset(Pipeline pipeline, String table) {
        return Tables.read(pipeline.out().resolve(table)).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.<Long>getAs("offset"), Function.identity()));
    }

    private static List<Double> valuesOf(Pipeline pipeline, String device) {
        return Tables.read(pipeline.out().resolve("readings"))
                .where("device_id = '" + device + "'")
                .orderBy("event_time")
                .collectAsList()
                .stream()
                .map(row -> row.<Double>getAs("value"))
                .toList();
    }

    private static List<Double> usualValues(int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add((double) i);
        }
        return values;
    }
}
