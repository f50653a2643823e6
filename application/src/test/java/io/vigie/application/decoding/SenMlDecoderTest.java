package io.vigie.application.decoding;

import static io.vigie.application.decoding.Decoded.senMl;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.plan.PayloadFormat;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.SensorReading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenMlDecoderTest {

    private static final String NOW = "2026-01-01T00:00:00Z";
    private static final String SENSOR = "urn:dev:ow:10e2073a01080063";

    private static String line(SensorReading reading) {
        return reading.device() + " " + reading.metric() + " " + reading.value() + " "
                + reading.unit().getOrElse("-") + " " + reading.eventTime();
    }

    private static List<String> lines(Decoded decoded) {
        return decoded.readings.stream().map(SenMlDecoderTest::line).toList();
    }

    private static List<String> lines(String pack) {
        Decoded decoded = senMl(pack);
        assertThat(decoded.defects).isEmpty();
        return lines(decoded);
    }

    @Test
    void readsTheSingleDataPointOfSection511() {
        assertThat(lines("""
                [
                  {"n":"urn:dev:ow:10e2073a01080063","u":"Cel","v":23.1}
                ]
                """)).containsExactly(SENSOR + " Cel 23.1 Cel " + NOW);
    }

    @Test
    void readsTheMultipleDataPointsOfSection512() {
        assertThat(lines("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063:","n":"voltage","u":"V","v":120.1},
                  {"n":"current","u":"A","v":1.2}
                ]
                """)).containsExactly(SENSOR + " voltage 120.1 V " + NOW, SENSOR + " current 1.2 A " + NOW);
        assertThat(lines("""
                [
                  {"bn":"urn:dev:ow:10e2073a0108006:","bt":1.276020076001e+09,
                   "bu":"A","bver":5,
                   "n":"voltage","u":"V","v":120.1},
                  {"n":"current","t":-5,"v":1.2},
                  {"n":"current","t":-4,"v":1.3},
                  {"n":"current","t":-3,"v":1.4},
                  {"n":"current","t":-2,"v":1.5},
                  {"n":"current","t":-1,"v":1.6},
                  {"n":"current","v":1.7}
                ]
                """))
                .containsExactly(
                        "urn:dev:ow:10e2073a0108006 voltage 120.1 V 2010-06-08T18:01:16.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.2 A 2010-06-08T18:01:11.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.3 A 2010-06-08T18:01:12.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.4 A 2010-06-08T18:01:13.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.5 A 2010-06-08T18:01:14.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.6 A 2010-06-08T18:01:15.001Z",
                        "urn:dev:ow:10e2073a0108006 current 1.7 A 2010-06-08T18:01:16.001Z");
        assertThat(lines("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063","bt":1.320067464e+09,
                   "bu":"%RH","v":21.2},
                  {"t":10,"v":21.3},
                  {"t":20,"v":21.4},
                  {"t":30,"v":21.4}
                ]
                """))
                .containsExactly(
                        SENSOR + " %RH 21.2 %RH 2011-10-31T13:24:24Z",
                        SENSOR + " %RH 21.3 %RH 2011-10-31T13:24:34Z",
                        SENSOR + " %RH 21.4 %RH 2011-10-31T13:24:44Z",
                        SENSOR + " %RH 21.4 %RH 2011-10-31T13:24:54Z");
    }

    private static final List<String> MEASUREMENTS = List.of(
            SENSOR + " %RH 20.0 %RH 2011-10-31T13:24:24Z",
            SENSOR + " lon 24.30621 lon 2011-10-31T13:24:24Z",
            SENSOR + " lat 60.07965 lat 2011-10-31T13:24:24Z",
            SENSOR + " %RH 20.3 %RH 2011-10-31T13:25:24Z",
            SENSOR + " lon 24.30622 lon 2011-10-31T13:25:24Z",
            SENSOR + " lat 60.07965 lat 2011-10-31T13:25:24Z",
            SENSOR + " %RH 20.7 %RH 2011-10-31T13:26:24Z",
            SENSOR + " lon 24.30623 lon 2011-10-31T13:26:24Z",
            SENSOR + " lat 60.07966 lat 2011-10-31T13:26:24Z",
            SENSOR + " %EL 98.0 %EL 2011-10-31T13:26:54Z",
            SENSOR + " %RH 21.2 %RH 2011-10-31T13:27:24Z",
            SENSOR + " lon 24.30628 lon 2011-10-31T13:27:24Z",
            SENSOR + " lat 60.07967 lat 2011-10-31T13:27:24Z");

    @Test
    void readsTheMultipleMeasurementsOfSection513() {
        assertThat(lines("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063","bt":1.320067464e+09,
                   "bu":"%RH","v":20},
                  {"u":"lon","v":24.30621},
                  {"u":"lat","v":60.07965},
                  {"t":60,"v":20.3},
                  {"u":"lon","t":60,"v":24.30622},
                  {"u":"lat","t":60,"v":60.07965},
                  {"t":120,"v":20.7},
                  {"u":"lon","t":120,"v":24.30623},
                  {"u":"lat","t":120,"v":60.07966},
                  {"u":"%EL","t":150,"v":98},
                  {"t":180,"v":21.2},
                  {"u":"lon","t":180,"v":24.30628},
                  {"u":"lat","t":180,"v":60.07967}
                ]
                """)).isEqualTo(MEASUREMENTS);
    }

    @Test
    void readsTheResolvedDataOfSection514AsTheDataItResolves() {
        assertThat(lines("""
                [
                  {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067464e+09,"v":20},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067464e+09,"v":24.30621},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067464e+09,"v":60.07965},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067524e+09,"v":20.3},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067524e+09,"v":24.30622},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067524e+09,"v":60.07965},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067584e+09,"v":20.7},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067584e+09,"v":24.30623},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067584e+09,"v":60.07966},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"%EL","t":1.320067614e+09,"v":98},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"%RH","t":1.320067644e+09,"v":21.2},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lon","t":1.320067644e+09,"v":24.30628},
                  {"n":"urn:dev:ow:10e2073a01080063","u":"lat","t":1.320067644e+09,"v":60.07967}
                ]
                """)).isEqualTo(MEASUREMENTS);
    }

    @Test
    void readsTheMultipleDataTypesOfSection515AndRejectsThoseThatAreNoNumbers() {
        Decoded decoded = senMl("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063:","n":"temp","u":"Cel","v":23.1},
                  {"n":"label","vs":"Machine Room"},
                  {"n":"open","vb":false},
                  {"n":"nfc-reader","vd":"aGkgCg"}
                ]
                """);
        assertThat(lines(decoded)).containsExactly(SENSOR + " temp 23.1 Cel " + NOW, SENSOR + " open 0.0 - " + NOW);
        assertThat(decoded.defects)
                .containsExactly(
                        new Defect.WrongType("/1/vs", "a value that is a number (v) or a boolean (vb)", "a string"),
                        new Defect.WrongType("/3/vd", "a value that is a number (v) or a boolean (vb)", "data"));
    }

    @Test
    void readsTheCollectionOfResourcesOfSection516() {
        assertThat(lines("""
                [
                  {"bn":"2001:db8::2/","bt":1.320078429e+09,
                   "n":"temperature","u":"Cel","v":25.2},
                  {"n":"humidity","u":"%RH","v":30},
                  {"bn":"2001:db8::1/","n":"temperature","u":"Cel","v":12.3},
                  {"n":"humidity","u":"%RH","v":67}
                ]
                """))
                .containsExactly(
                        "2001:db8::2 temperature 25.2 Cel 2011-10-31T16:27:09Z",
                        "2001:db8::2 humidity 30.0 %RH 2011-10-31T16:27:09Z",
                        "2001:db8::1 temperature 12.3 Cel 2011-10-31T16:27:09Z",
                        "2001:db8::1 humidity 67.0 %RH 2011-10-31T16:27:09Z");
    }

    @Test
    void readsTheActuatorsOfSection517() {
        assertThat(lines("""
                [
                  {"bn":"urn:dev:ow:10e2073a01080063:"},
                  {"n":"temp","u":"Cel","v":23.1},
                  {"n":"heat","u":"/","v":1},
                  {"n":"fan","u":"/","v":0}
                ]
                """))
                .containsExactly(
                        SENSOR + " temp 23.1 Cel " + NOW, SENSOR + " heat 1.0 / " + NOW, SENSOR + " fan 0.0 / " + NOW);
        assertThat(lines("""
                [
                  {"bt":1.320078429e+09,"bu":"/","n":"2001:db8::3","v":1},
                  {"n":"2001:db8::4","v":1}
                ]
                """))
                .containsExactly(
                        "2001:db8::3 / 1.0 / 2011-10-31T16:27:09Z", "2001:db8::4 / 1.0 / 2011-10-31T16:27:09Z");
        assertThat(lines("""
                [
                  {"bt":1.320078429e+09,"bu":"/","n":"2001:db8::3","v":0.5},
                  {"n":"2001:db8::4","v":0.5},
                  {"n":"2001:db8::3","t":0.1,"v":0},
                  {"n":"2001:db8::4","t":0.1,"v":0}
                ]
                """))
                .containsExactly(
                        "2001:db8::3 / 0.5 / 2011-10-31T16:27:09Z",
                        "2001:db8::4 / 0.5 / 2011-10-31T16:27:09Z",
                        "2001:db8::3 / 0.0 / 2011-10-31T16:27:09.100Z",
                        "2001:db8::4 / 0.0 / 2011-10-31T16:27:09.100Z");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2026-01-01T00:00:00Z",
        "-1.5, 2025-12-31T23:59:58.500Z",
        "0.02, 2026-01-01T00:00:00.020Z",
        "268435455.999999, 2034-07-04T21:24:15.999999Z",
        "268435456, 1978-07-04T21:24:16Z",
        "-1e6, 2025-12-20T10:13:20Z",
        "1320067464.1234567, 2011-10-31T13:24:24.123456Z",
        "-0.0000001, 2025-12-31T23:59:59.999999Z"
    })
    void countsTimesBelowTwoToThe28FromTheArrival(String time, String expected) {
        assertThat(senMl("[{\"n\":\"a\",\"t\":" + time + ",\"v\":1}]").reading().eventTime())
                .isEqualTo(expected);
    }

    @Test
    void tellsRelativeFromAbsoluteByTheResolvedTime() {
        assertThat(lines("[{\"bt\":268435450,\"n\":\"a\",\"t\":6,\"v\":1},{\"n\":\"a\",\"t\":-268435450,\"v\":2}]"))
                .containsExactly("a value 1.0 - 1978-07-04T21:24:16Z", "a value 2.0 - " + NOW);
    }

    @Test
    void addsTheBaseValueToNumbersAndTakesItForThoseWithout() {
        assertThat(lines("[{\"bn\":\"d/\",\"bv\":20,\"n\":\"a\",\"v\":1.5},{\"n\":\"b\"},{\"n\":\"c\",\"vb\":true},"
                        + "{\"bv\":-1,\"n\":\"e\",\"v\":1}]"))
                .containsExactly("d a 21.5 - " + NOW, "d b 20.0 - " + NOW, "d c 1.0 - " + NOW, "d e 0.0 - " + NOW);
    }

    @Test
    void namesTheDeviceByTheBaseNameWithoutItsSeparator() {
        assertThat(lines(
                        "[{\"bn\":\"d-\",\"n\":\"a\",\"v\":1},{\"u\":\"V\",\"v\":1},{\"bn\":\"e\",\"n\":\"b\",\"v\":1},"
                                + "{\"bn\":\"f::\",\"n\":\"c\",\"v\":1},{\"bn\":\"\",\"n\":\"g:\",\"v\":1}]"))
                .containsExactly(
                        "d a 1.0 - " + NOW,
                        "d V 1.0 V " + NOW,
                        "e b 1.0 - " + NOW,
                        "f: c 1.0 - " + NOW,
                        "g: value 1.0 - " + NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "é", "-a", "_a", "/a", "a\\n", "a%", "a[1]", "a@b"})
    void refusesNamesOfOtherCharacters(String name) {
        assertThat(senMl("[{\"n\":\"" + name + "\",\"v\":1}]").defects())
                .singleElement()
                .isInstanceOf(Defect.OutOfRange.class)
                .extracting(Defect::detail)
                .asString()
                .startsWith("/0/n makes the name \"");
    }

    @Test
    void takesANameThatBeginsWithASeparatorWhereABaseNameComesBefore() {
        assertThat(lines("[{\"bn\":\"d\",\"n\":\"/a\",\"v\":1}]")).containsExactly("d /a 1.0 - " + NOW);
        assertThat(senMl("[{\"bn\":\":d\",\"n\":\"a\",\"v\":1}]").defects()).hasSize(1);
    }

    @Test
    void givesTheGoodRecordsAndOneRejectionForAllOthers() {
        Decoded decoded =
                senMl("[{\"v\":1},{\"n\":\"a\"},{\"n\":\"b\",\"v\":\"1\",\"t\":\"x\",\"u\":1},{\"n\":\"c\",\"v\":NaN},"
                        + "{\"n\":\"d\",\"v\":4},{\"n\":\"e\",\"v\":1,\"vb\":true},{\"n\":\"f\",\"s\":1},{\"n\":7,\"v\":1},"
                        + "{\"n\":\"g\",\"v\":1,\"t\":1e12},{\"n\":\"h\",\"vb\":1},{\"n\":\"i\",\"v\":1e999}]");
        assertThat(lines(decoded)).containsExactly("d value 4.0 - " + NOW);
        assertThat(decoded.defects.stream().map(Defect::detail))
                .containsExactly(
                        "/0/n is missing",
                        "/1/v is missing",
                        "/2/u should be a string but is a number",
                        "/2/v should be a number but is a string",
                        "/2/t should be a number but is a string",
                        "/3/v is not finite",
                        "/5 should be a record of one value but is one of 2",
                        "/6/v is missing",
                        "/7/n should be a string but is a number",
                        "/8/t makes a time that is not within the years 0001 to 9999",
                        "/9/vb should be a boolean but is a number",
                        "/10/v is not finite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"n\":\"a\",\"v\":1}|found '{' where an array should begin at byte 0",
                "[]|a pack without a record at byte 1",
                "[{\"n\":\"a\",\"v\":1},5]|found '5' where an object should begin at byte 17",
                "[{\"n\":\"a\",\"v\":1}|the message ends too early, at byte 16",
                "[{\"n\":\"a\",\"v\":1},]|found ']' where a value should be at byte 17",
                "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"n\":\"b\"}]|n appears twice at byte 26",
                "[{\"n\":\"a\",\"v\":1},{\"x_\":1}]|the field x_, which a reader must understand and Vigie does not, at byte 18",
                "[{\"n\":\"a\",\"v\":1,\"bver\":11}]|a SenML version (/0/bver) that is not one of 1 to 10 at byte 23",
                "[{\"n\":\"a\",\"v\":1,\"bver\":0}]|a SenML version (/0/bver) that is not one of 1 to 10 at byte 23",
                "[{\"n\":\"a\",\"v\":1,\"bver\":5.5}]|a SenML version (/0/bver) that is not one of 1 to 10 at byte 23",
                "[{\"n\":\"a\",\"v\":1,\"bver\":\"5\"}]|a SenML version (/0/bver) that is not one of 1 to 10 at byte 23",
                "[{\"n\":\"a\",\"v\":1},{\"bn\":5}]|/1/bn should be a string but is a number",
                "[{\"n\":\"a\",\"v\":1},{\"bu\":[]}]|/1/bu should be a string but is an array",
                "[{\"n\":\"a\",\"v\":1},{\"bt\":\"5\"}]|/1/bt should be a number but is a string",
                "[{\"n\":\"a\",\"v\":1},{\"bt\":1e30}]|/1/bt is beyond any time",
                "[{\"n\":\"a\",\"v\":1},{\"bv\":true}]|/1/bv should be a number but is a boolean",
                "[{\"n\":\"a\",\"v\":1},{\"bv\":1e400}]|/1/bv is not finite",
                "[{\"bn\":\"a\"}]|/0/v is missing"
            })
    void rejectsTheWholePack(String pack, String detail) {
        assertThat(senMl(pack).details()).containsExactly(detail);
    }

    @Test
    void rescuesWhatAReadingHasNoPlaceFor() {
        Decoded decoded = senMl("[{\"bn\":\"d:\",\"bs\":5 ,\"model\":\"x\"},{\"n\":\"a\",\"v\":1,\"ut\":10,\"s\": 2},"
                + "{\"n\":\"b\",\"v\":1},{\"n\":\"c\",\"v\":1,\"e\":{\"f\":[]}}]");
        assertThat(decoded.defects).isEmpty();
        assertThat(decoded.rescued)
                .containsExactly("{\"bs\":5,\"model\":\"x\",\"ut\":10,\"s\":2}", "", "{\"e\":{\"f\":[]}}");
        assertThat(senMl("[{\"n\":\"a\",\"v\":1},{\"model\":\"x\"}]").defects)
                .containsExactly(new Defect.MissingField("/1/v"));
    }

    @Test
    void takesNullForAbsent() {
        assertThat(
                        lines(
                                "[{\"bn\":\"d\"},{\"bn\":null,\"bver\":null,\"n\":\"a\",\"u\":null,\"t\":null,\"vs\":null,\"v\":1}]"))
                .containsExactly("d a 1.0 - " + NOW);
    }

    @Test
    void takesAsManyRecordsAsTheLimitSays() {
        byte[] pack = "[{\"bn\":\"a\"},{\"n\":\"b\",\"v\":1},{\"n\":\"c\",\"v\":1}]".getBytes(StandardCharsets.UTF_8);
        assertThat(Decoded.of(PayloadFormat.SENML, new DecodingLimits(100, 9, 9, 3), pack).readings)
                .hasSize(2);
        assertThat(Decoded.of(PayloadFormat.SENML, new DecodingLimits(100, 9, 9, 2), pack)
                        .defects())
                .containsExactly(new Defect.TooLarge("the pack has more than 2 records"));
    }

    @Test
    void understandsEscapedNamesAndLabels() {
        assertThat(
                        lines(
                                "[{\"\\u0062n\":\"urn\\u003adev\\/1:\",\"\\u006e\":\"\\u0061\",\"v\":1},{\"n\":\"b\",\"v\":2}]"))
                .containsExactly("urn:dev/1 a 1.0 - " + NOW, "urn:dev/1 b 2.0 - " + NOW);
    }
}
