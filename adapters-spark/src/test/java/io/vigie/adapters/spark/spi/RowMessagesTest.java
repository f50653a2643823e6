package io.vigie.adapters.spark.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.plan.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowMessagesTest {

    private static final RowMessages DEAD_LETTERS = new RowMessages(Output.REJECTED, Tables.DEAD_LETTERS);
    private static final RowMessages ALARMS = new RowMessages(Output.ALARMS, Tables.ALARMS);
    private static final RowMessages READINGS = new RowMessages(Output.READINGS, Tables.READINGS);
    private static final int LIMIT = 1_000_000;

    private static long size(SentMessage message) {
        long size = length(message.value()) + length(message.key());
        for (MessageHeader header : message.headers()) {
            size += header.name().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] text) {
        return text == null ? 0 : text.length;
    }

    /** What a target says that can tell by how much a message is too large, or no more than that it is. */
    private static long excess(SentMessage message, boolean tellsHowMuch) {
        long excess = size(message) - LIMIT;
        return tellsHowMuch ? excess : Math.max(0, Long.signum(excess));
    }

    private static long excess(SentMessage message) {
        return excess(message, true);
    }

    private static InternalRow row(StructType columns, Map<String, Object> values) {
        Object[] row = new Object[columns.size()];
        values.forEach((column, value) ->
                row[columns.fieldIndex(column)] = value instanceof String text ? UTF8String.fromString(text) : value);
        return new GenericInternalRow(row);
    }

    private static InternalRow deadLetter(byte[] payload, MessageHeader... headers) {
        Object[] own = new Object[headers.length];
        for (int i = 0; i < headers.length; i++) {
            own[i] =
                    new GenericInternalRow(new Object[] {UTF8String.fromString(headers[i].name()), headers[i].value()});
        }
        return row(
                Tables.DEAD_LETTERS,
                Map.of(
                        "reason", "malformed",
                        "detail", "no JSON",
                        "payload", payload,
                        "source", "telemetry",
                        "partition", "0",
                        "offset", 7L,
                        "headers", new GenericArrayData(own)));
    }

    private static List<String> headers(SentMessage message) {
        return message.headers().stream()
                .map(header -> header.name() + " " + text(header.value()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDeadLetterIsTheMessageAsItCameAndThenItsCause() {
        SentMessage message = DEAD_LETTERS.message(
                deadLetter(bytes("{"), new MessageHeader("trace", bytes("42"))), RowMessagesTest::excess);

        assertThat(message.key()).isNull();
        assertThat(text(message.value())).isEqualTo("{");
        assertThat(headers(message))
                .containsExactly(
                        "trace 42",
                        "vigie.reason malformed",
                        "vigie.detail no JSON",
                        "vigie.topic telemetry",
                        "vigie.partition 0",
                        "vigie.offset 7");
    }

    @Test
    void aHeaderThatItsSenderForgedIsNotTakenForTheCause() {
        SentMessage message = DEAD_LETTERS.message(
                deadLetter(
                        bytes("{"),
                        new MessageHeader("vigie.reason", bytes("late")),
                        new MessageHeader("vigie.length", bytes("3"))),
                RowMessagesTest::excess);

        assertThat(headers(message))
                .containsExactly(
                        "sender.vigie.reason late",
                        "sender.vigie.length 3",
                        "vigie.reason malformed",
                        "vigie.detail no JSON",
                        "vigie.topic telemetry",
                        "vigie.partition 0",
                        "vigie.offset 7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDeadLetterThatIsTooLargeIsCutAndSaysHowLongItWas(boolean tellsHowMuch) {
        byte[] payload = bytes("é".repeat(800_000));
        SentMessage message = DEAD_LETTERS.message(
                deadLetter(payload, new MessageHeader("trace", bytes("42"))), sent -> excess(sent, tellsHowMuch));

        assertThat(size(message)).isBetween(LIMIT - 3_000L, (long) LIMIT);
        assertThat(text(message.value())).matches("é+");
        assertThat(headers(message))
                .startsWith("trace 42", "vigie.reason malformed", "vigie.detail no JSON")
                .endsWith("vigie.length 1600000");
    }

    @Test
    void theLongestTextIsCutWhicheverItIs() {
        SentMessage message = DEAD_LETTERS.message(
                deadLetter(bytes("x".repeat(400_000)), new MessageHeader("large", bytes("y".repeat(900_000)))),
                RowMessagesTest::excess);

        assertThat(size(message)).isBetween(LIMIT - 3_000L, (long) LIMIT);
        assertThat(message.value()).hasSize(400_000);
        assertThat(headers(message)).last().isEqualTo("vigie.length 400000");
    }

    @Test
    void aSendersHeadersGoWhereNothingElseHelps() {
        MessageHeader[] many = new MessageHeader[60_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = new MessageHeader("a header with a long name " + i, null);
        }
        SentMessage message = DEAD_LETTERS.message(deadLetter(bytes("{"), many), RowMessagesTest::excess);

        assertThat(size(message)).isLessThan(LIMIT);
        assertThat(headers(message)).hasSize(6).first().isEqualTo("vigie.reason ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void jsonThatIsTooLargeIsCutWithinItsLongestText(boolean tellsHowMuch) {
        InternalRow row = row(
                Tables.ALARMS,
                Map.of(
                        "alarm_id",
                        "a-1",
                        "device_id",
                        "boiler-7",
                        "message",
                        "m".repeat(1_000),
                        "explanation",
                        "\"".repeat(1_500_000)));
        SentMessage message = ALARMS.message(row, sent -> excess(sent, tellsHowMuch));

        assertThat(size(message)).isBetween(LIMIT - 6_000L, (long) LIMIT);
        assertThat(text(message.key())).isEqualTo("boiler-7");
        assertThat(text(message.value()))
                .startsWith("{\"alarmId\":\"a-1\",\"deviceId\":\"boiler-7\",\"message\":\"" + "m".repeat(1_000) + "\",")
                .matches("(?s).*\"explanation\":\"(\\\\\")+\"}");
        int whole = ALARMS.message(row, fits -> 0).length();
        assertThat(headers(message)).containsExactly("vigie.length " + whole);
    }

    @Test
    void theTextsOfMapsAreCutToo() {
        Object[] names = new Object[256];
        Object[] values = new Object[256];
        for (int i = 0; i < names.length; i++) {
            names[i] = UTF8String.fromString("tag " + i);
            values[i] = UTF8String.fromString("界".repeat(4_096));
        }
        SentMessage message = READINGS.message(
                row(
                        Tables.READINGS,
                        Map.of(
                                "device_id",
                                "boiler-7",
                                "metric",
                                "temperature",
                                "value",
                                1.0,
                                "late",
                                false,
                                "offset",
                                0L,
                                "tags",
                                new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values)))),
                RowMessagesTest::excess);

        assertThat(size(message)).isBetween(900_000L, (long) LIMIT);
        assertThat(text(message.value()))
                .startsWith("{\"deviceId\":\"boiler-7\"")
                .endsWith("}")
                .contains("\"tag 255\":\"界");
    }
}
