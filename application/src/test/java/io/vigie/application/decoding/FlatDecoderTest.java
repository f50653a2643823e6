package io.vigie.application.decoding;

import static io.vigie.application.decoding.Decoded.flat;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlatDecoderTest {

    private static final String GOOD = "{\"deviceId\":\"boiler-7\",\"metric\":\"temperature\",\"value\":81.5,"
            + "\"unit\":\"celsius\",\"timestamp\":\"2026-01-01T00:00:00.010Z\",\"tags\":{\"site\":\"lyon\"}}";

    private static String with(String field, String value) {
        return GOOD.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|[0-9.]+|\\{[^}]*})", "\"" + field + "\":" + value.replace("\\", "\\\\"));
    }

    @Test
    void readsTheMessageOfTheContract() {
        assertThat(flat(GOOD).reading())
                .isEqualTo(new SensorReading(
                        new DeviceId("boiler-7"),
                        new Metric("temperature"),
                        81.5,
                        Option.some("celsius"),
                        Instant.parse("2026-01-01T00:00:00.010Z"),
                        HashMap.of("site", "lyon")));
        assertThat(flat(GOOD).rescued).containsExactly("");
    }

    @Test
    void takesFieldsInAnyOrderAndWhitespaceAroundAll() {
        Decoded decoded = flat("\n\t { \"tags\" : { } , \"value\" : -1.5e1 , \"timestamp\" : 1767225600010.5 , "
                + "\"unit\":null,\"metric\" : \"m\" , \"deviceId\" : \"d\" } \r\n");
        assertThat(decoded.reading())
                .isEqualTo(new SensorReading(
                        new DeviceId("d"),
                        new Metric("m"),
                        -15,
                        Option.none(),
                        Instant.parse("2026-01-01T00:00:00.010500Z"),
                        HashMap.empty()));
    }

    @Test
    void keepsUnknownFieldsByteForByteInTheirOrder() {
        Decoded decoded = flat("{\"b\" : [1, {\"x\":\"\\u0041\"}],\"deviceId\":\"d\",\"metric\":\"m\",\"value\":1,"
                + "\"timestamp\":1767225600000,\"\\u0061\":1.50 , \"b\":null,\"é\":\"ü\"}");
        assertThat(decoded.readings).hasSize(1);
        assertThat(decoded.rescued)
                .containsExactly("{\"b\":[1, {\"x\":\"\\u0041\"}],\"\\u0061\":1.50,\"b\":null,\"é\":\"ü\"}");
    }

    @Test
    void keepsNumbersAndBooleansOfTagsAsTextAndNullsAside() {
        Decoded decoded =
                flat(with("tags", "{\"floor\":3.0,\"spare\":false,\"room\":null,\"n\\u0061me\":\"\\u00e9\"}"));
        assertThat(decoded.reading().tags()).isEqualTo(HashMap.of("floor", "3.0", "spare", "false", "name", "é"));
        assertThat(decoded.rescued).containsExactly("{\"tags\":{\"room\":null}}");
    }

    @Test
    void understandsEscapesInNamesAndTexts() {
        Decoded decoded = flat("{\"device\\u0049d\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00z\","
                + "\"metric\":\"\\u006d\",\"value\":1,\"timestamp\":\"2026\\u002d01-01T00:00Z\"}");
        assertThat(decoded.reading().device().value()).isEqualTo("a\"\\/\b\f\n\r\té😀z");
        assertThat(decoded.reading().metric().name()).isEqualTo("m");
        assertThat(decoded.reading().eventTime()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void saysEveryDefectAtOnceInTheOrderOfTheFields() {
        assertThat(flat("{\"tags\":{\"a/b\":[],\"ok\":1,\"c~\":{}},\"unit\":7,\"timestamp\":\"2026-01-01T00:00:00\","
                                + "\"value\":\"81.5\",\"metric\":\"\"}")
                        .defects())
                .containsExactly(
                        new Defect.MissingField("/deviceId"),
                        new Defect.OutOfRange("/metric", "is empty"),
                        new Defect.WrongType("/value", "a number", "a string"),
                        new Defect.WrongType(
                                "/timestamp",
                                "an ISO-8601 time with an offset, or epoch milliseconds",
                                "\"2026-01-01T00:00:00\", which needs an offset at its end: Z or one such as +01:00"),
                        new Defect.WrongType("/unit", "a string", "a number"),
                        new Defect.WrongType("/tags/a~1b", "a string, a number or a boolean", "an array"),
                        new Defect.WrongType("/tags/c~0", "a string, a number or a boolean", "an object"));
    }

    @Test
    void findsNullInARequiredFieldMissing() {
        assertThat(flat("{\"deviceId\":null,\"metric\":null,\"value\":null,\"timestamp\":null}")
                        .defects())
                .containsExactly(
                        new Defect.MissingField("/deviceId"),
                        new Defect.MissingField("/metric"),
                        new Defect.MissingField("/value"),
                        new Defect.MissingField("/timestamp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e400", "-1e400"})
    void refusesValuesThatAreNotFinite(String value) {
        assertThat(flat(with("value", value)).defects())
                .containsExactly(new Defect.OutOfRange("/value", "is not finite"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nan", "inf", "+1", "01", "1.", ".5", "1e", "1e+", "-", "--1", "0x1", "1_0", "Infinit", "NaNo", "1 2"
            })
    void refusesValuesThatAreNoJson(String value) {
        assertThat(flat(with("value", value)).defects())
                .hasOnlyElementsOfType(Defect.Malformed.class)
                .hasSize(1);
    }

    @Test
    void takesNaNAsAValueOnly() {
        assertThat(flat(with("timestamp", "NaN")).defects()).hasOnlyElementsOfType(Defect.Malformed.class);
        assertThat(flat(with("tags", "{\"a\":NaN}")).defects()).hasOnlyElementsOfType(Defect.Malformed.class);
        assertThat(flat(with("tags", "{},\"a\":Infinity")).defects()).hasOnlyElementsOfType(Defect.Malformed.class);
    }

    @Test
    void makesZeroOfWhatIsTooSmallAndOfMinusZero() {
        for (String value : new String[] {"-0.0", "-0", "1e-400", "-1e-400", "-0e999999999"}) {
            assertThat(Double.doubleToRawLongBits(
                            flat(with("value", value)).reading().value()))
                    .as(value)
                    .isZero();
        }
        assertThat(flat(with("value", "4.9e-324")).reading().value()).isEqualTo(Double.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "18446744073709553665",
                "70368744177664.00781251",
                "90071992547409930000000000001",
                "9007199254740993.0000000000001",
                "9007199254740993.00000000000000",
                "900719925474099300000000000000000",
                "0.1234567890123456789012345",
                "12345678901234567890e-20",
                "1.7976931348623157e308",
                "2.2250738585072011e-308",
                "123456789.123456789E-3"
            })
    void readsEveryDigitOfANumber(String value) {
        assertThat(flat(with("value", value)).reading().value()).isEqualTo(Double.parseDouble(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deviceId", "metric", "value", "unit", "timestamp", "tags"})
    void refusesAKnownFieldThatComesTwice(String field) {
        String twice = with(field, "null,\"" + field.charAt(0) + field.substring(1) + "\":null");
        assertThat(flat(twice).details()).singleElement().asString().startsWith(field + " appears twice at byte ");
    }

    @Test
    void refusesATagThatComesTwiceAlsoAmongMany() {
        StringBuilder tags = new StringBuilder("{");
        for (int i = 0; i < 80; i++) {
            tags.append("\"t").append(i).append("\":1,");
        }
        assertThat(flat(with("tags", tags + "\"last\":1}")).reading().tags()).hasSize(81);
        assertThat(flat(with("tags", tags + "\"t3\":1}")).details())
                .singleElement()
                .asString()
                .startsWith("tag t3 appears twice");
        assertThat(flat(with("tags", "{\"a\":1,\"\\u0061\":2}")).details())
                .singleElement()
                .asString()
                .startsWith("tag a appears twice");
    }

    @Test
    void tellsTagsApartWhoseNamesHashAlike() {
        assertThat(flat(with("tags", "{\"Aa\":1,\"BB\":2}")).reading().tags())
                .isEqualTo(HashMap.of("Aa", "1", "BB", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n", "null", " null\r", "\uFEFF", "\uFEFF null"})
    void callsAMessageOfNothingEmpty(String message) {
        assertThat(flat(message).defects()).containsExactly(new Defect.Malformed(0, "empty message"));
    }

    @Test
    void skipsAByteOrderMarkOnceAtTheVeryStart() {
        assertThat(flat("\uFEFF" + GOOD).readings).hasSize(1);
        assertThat(flat("\uFEFF\uFEFF" + GOOD).defects).hasOnlyElementsOfType(Defect.Malformed.class);
        assertThat(flat(" \uFEFF" + GOOD).defects).hasOnlyElementsOfType(Defect.Malformed.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|the message ends too early, at byte 1",
                "{\"a\"|the message ends too early, at byte 4",
                "{\"a\" 1}|found '1' where a colon should be at byte 5",
                "{\"a\":}|found '}' where a value should be at byte 5",
                "{\"a\":1,}|found '}' where a field's name should be at byte 7",
                "{,}|found ',' where a field's name should be at byte 1",
                "{\"a\":1 \"b\":2}|found '\"' where a comma or } should be at byte 7",
                "{'a':1}|found ''' where a field's name should be at byte 1",
                "{\"a\":[1,]}|found ']' where a value should be at byte 8",
                "{\"a\":[1 2]}|found '2' where a comma or ] should be at byte 8",
                "{\"a\":[}]|found '}' where a value should be at byte 6",
                "{\"a\":tru}|found '}' in what should be true at byte 8",
                "{\"a\":01}|a number that begins with 0 at byte 5",
                "{\"a\":1.}|found '}' where a digit should be at byte 7",
                "{\"a\":\"\\x\"}|an escape that JSON does not have at byte 6",
                "{\"a\":\"\\u12g4\"}|an escape without four hexadecimal digits at byte 6",
                "{\"a\":\"\\ud800\"}|half a surrogate pair at byte 6",
                "{\"a\":\"\\udc00\"}|half a surrogate pair at byte 6",
                "{\"a\":\"\\ud800\\u0041\"}|half a surrogate pair at byte 6",
                "{} x|the message goes on after its end with 'x', at byte 3",
                "[]|found '[' where an object should begin at byte 0",
                "nul|the message ends too early, at byte 3",
                "nulL|found 'L' in what should be null at byte 3",
                "null 1|the message goes on after its end with '1', at byte 5"
            })
    void saysWhereAMessageIsNoJson(String message, String detail) {
        assertThat(flat(message).details()).containsExactly(detail);
    }

    @Test
    void refusesControlCharactersAndInvalidUtf8() {
        assertThat(flat(with("unit", "\"a\u0000b\"")).defects()).hasOnlyElementsOfType(Defect.Malformed.class);
        assertThat(flat(with("unit", "\"a\nb\"")).defects()).hasOnlyElementsOfType(Defect.Malformed.class);
        assertThat(flat(GOOD + "\u0000").defects()).hasOnlyElementsOfType(Defect.Malformed.class);
        int[][] invalid = {
            {0x80},
            {0xC0, 0x80},
            {0xC1, 0xBF},
            {0xC3},
            {0xE0, 0x9F, 0xBF},
            {0xED, 0xA0, 0x80},
            {0xE2, 0x82},
            {0xF0, 0x8F, 0xBF, 0xBF},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xFF},
            {0xF0, 0x9F, 0x98}
        };
        for (int[] sequence : invalid) {
            byte[] message =
                    with("unit", "\"" + "#".repeat(sequence.length) + "\"").getBytes(StandardCharsets.UTF_8);
            int at = new String(message, StandardCharsets.ISO_8859_1).indexOf('#');
            for (int i = 0; i < sequence.length; i++) {
                message[at + i] = (byte) sequence[i];
            }
            assertThat(Decoded.of(PayloadFormat.FLAT, DecodingLimits.DEFAULT, message)
                            .defects())
                    .containsExactly(new Defect.Malformed(at, "invalid UTF-8"));
        }
    }

    @Test
    void countsANameInCharactersNotInBytes() {
        String longest = "é".repeat(254) + "😀";
        assertThat(flat(with("deviceId", "\"" + longest + "\""))
                        .reading()
                        .device()
                        .value())
                .isEqualTo(longest);
        assertThat(flat(with("deviceId", "\"" + longest + "x\"")).defects())
                .containsExactly(new Defect.OutOfRange("/deviceId", "has 257 characters, more than 256"));
    }

    @Test
    void refusesWhatIsBeyondTheLimits() {
        DecodingLimits limits = new DecodingLimits(200, 4, 10, 1);
        assertThat(reason(limits, GOOD + " ".repeat(200 - GOOD.length()))).isNull();
        assertThat(reason(limits, GOOD + " ".repeat(201 - GOOD.length()))).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(reason(limits, with("unit", "null,\"a\":[[[]]]"))).isNull();
        assertThat(reason(limits, with("unit", "null,\"a\":[[[[]]]]"))).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(reason(limits, with("unit", "null,\"a\":[[[{}]]]"))).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(reason(limits, with("value", "1234567890"))).isNull();
        assertThat(reason(limits, with("value", "12345678901"))).isEqualTo(RejectionReason.TOO_LARGE);
    }

    @Test
    void livesThroughNestingOfAHundredThousandLevels() {
        String deep = with("unit", "null,\"a\":" + "[".repeat(100_000) + "]".repeat(100_000));
        assertThat(flat(deep).defects())
                .containsExactly(new Defect.TooLarge("the message nests deeper than 64 levels"));
        DecodingLimits generous = new DecodingLimits(1 << 20, 200_000, 1_000, 1);
        assertThat(reason(generous, deep)).isNull();
    }

    @Test
    void sharesNothingBetweenMessages() {
        MessageDecoder decoder = MessageDecoder.of(PayloadFormat.FLAT, DecodingLimits.DEFAULT);
        byte[] rich = with("tags", "{\"a\":\"\\u00e9\"},\"more\":1").getBytes(StandardCharsets.UTF_8);
        byte[] poor = "{\"deviceId\":\"d\",\"metric\":\"m\",\"value\":1,\"timestamp\":1767225600000}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Decoded.by(decoder, rich).rescued).containsExactly("{\"more\":1}");
        Decoded second = Decoded.by(decoder, poor);
        assertThat(second.reading().tags()).isEmpty();
        assertThat(second.reading().unit()).isEmpty();
        assertThat(second.rescued).containsExactly("");
        assertThat(Decoded.by(decoder, "{}".getBytes(StandardCharsets.UTF_8)).defects())
                .hasSize(4);
    }

    private static RejectionReason reason(DecodingLimits limits, String message) {
        Decoded decoded = Decoded.of(PayloadFormat.FLAT, limits, message.getBytes(StandardCharsets.UTF_8));
        return decoded.defects.isEmpty() ? null : decoded.defects.get(0).reason();
    }
}
