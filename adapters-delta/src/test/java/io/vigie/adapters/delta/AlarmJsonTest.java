package io.vigie.adapters.delta;

import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.explanation.ExplanationJson;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.reading.Defect;
import io.vigie.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmJsonTest {

    private static final AlarmTransition RAISED = rehearse(rule("hot")
                    .metric("temperature")
                    .raise(Severity.CRITICAL, when("value > 95"))
                    .message("{device} at {value} \"{unit}\"\n\u2103")
                    .build())
            .at(Duration.ofNanos(1_000))
            .sends("temperature", 96.1)
            .transitions()
            .get(0);

    private static Row row(String json) {
        return AlarmJson.read(json.getBytes(StandardCharsets.UTF_8)).get();
    }

    private static Defect defect(String json) {
        return AlarmJson.read(json.getBytes(StandardCharsets.UTF_8)).getLeft();
    }

    private static String json() {
        return AlarmRecords.json(RAISED);
    }

    private static String with(String field, String value) {
        return json().replaceFirst("\"" + field + "\":(\"[^\"]*\"|[0-9.]+)", "\"" + field + "\":" + value);
    }

    @Test
    void everyColumnHasItsField() {
        AlarmTransition.Occasion occasion = RAISED.occasion();

        Row row = row(json());

        assertThat(row.size()).isEqualTo(Tables.ALARMS.size());
        assertThat(row.toSeq().toString())
                .isEqualTo(org.apache.spark.sql.RowFactory.create(
                                occasion.alarm().value(),
                                "hot",
                                "device-1",
                                "temperature",
                                "raised",
                                "critical",
                                Instant.parse("2026-01-01T00:00:00.000001Z"),
                                96.1,
                                occasion.message(),
                                ExplanationJson.of(RAISED),
                                false)
                        .toSeq()
                        .toString());
    }

    @Test
    void unknownFieldsArePassedOverWhateverTheyHold() {
        assertThat(row("{\"site\":{\"a\":[1,null]}," + json().substring(1))).isEqualTo(row(json()));
    }

    @Test
    void aRecordMayDoWithoutMessageAndExplanation() {
        Row row = row("""
                {"alarmId":"a","ruleId":"r","deviceId":"d","metric":"m","transition":"cleared","severity":"minor",
                "eventTime":"1969-12-31T23:59:59.999999Z","value":-0.0,"message":null}""");

        assertThat(row.isNullAt(8)).isTrue();
        assertThat(row.isNullAt(9)).isTrue();
        assertThat(row.getDouble(7)).isEqualTo(0.0);
        assertThat(row.get(6)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
    }

    @Test
    void anAlarmMayHaveNoValue() {
        assertThat(row(json().replaceFirst("\"value\"", "\"other\"")).isNullAt(7))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00.010Z, 2026-01-01T00:00:00.010Z",
        "2026-01-01T00:00:00.123456Z, 2026-01-01T00:00:00.123456Z",
        "2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z",
        "+10000-01-01T00:00:30Z, +10000-01-01T00:00:30Z",
    })
    void timesAreTakenToTheMicrosecond(String text, Instant time) {
        assertThat(row(with("eventTime", "\"" + text + "\"")).get(6)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"96", "9.6e1", "96.0", "960E-1"})
    void numbersAreTakenHoweverTheyAreWritten(String number) {
        assertThat(row(with("value", number)).getDouble(7)).isEqualTo(96.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarmId",
                "ruleId",
                "deviceId",
                "metric",
                "transition",
                "severity",
                "eventTime",
            })
    void aFieldThatIsMissingOrNullIsNamed(String field) {
        assertThat(defect(json().replaceFirst("\"" + field + "\"", "\"other\"")))
                .isEqualTo(new Defect.MissingField("/" + field));
        assertThat(defect(with(field, "null"))).isEqualTo(new Defect.MissingField("/" + field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "alarmId    | 7                                   | wrong_type   | /alarmId should be a text but is a number",
                "metric     | {}                                  | wrong_type   | /metric should be a text but is an object",
                "value      | \"96\"                              | wrong_type   | /value should be a number but is a text",
                "value      | true                                | wrong_type   | /value should be a number but is true",
                "value      | 1e400                               | out_of_range | /value is not finite",
                "transition | \"Raised\"                          | out_of_range | /transition is none of raised, escalated",
                "severity   | \"fatal\"                           | out_of_range | /severity is none of warning, minor",
                "eventTime  | 1767225600000                       | wrong_type   | /eventTime should be a text but is a number",
                "eventTime  | \"2026-01-01 00:00:00\"             | wrong_type   | /eventTime should be a time such as",
                "eventTime  | \"2026-01-01T00:00:00\"             | wrong_type   | /eventTime should be a time such as",
                "eventTime  | \"2026-01-01T00:00:00.0000001Z\"    | out_of_range | /eventTime is finer than a microsecond",
                "eventTime  | \"+1000000000-12-31T23:59:59Z\"     | out_of_range | /eventTime is further from 1970",
            })
    void aFieldOfTheWrongKindIsNamed(String field, String value, String reason, String detail) {
        Defect defect = defect(with(field, value));

        assertThat(defect.reason().word()).isEqualTo(reason);
        assertThat(defect.detail()).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "\"raised\"", "7", "null"})
    void whatIsNoObjectIsSaidToBeNone(String json) {
        assertThat(defect(json).detail()).startsWith("the record should be an object but is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{]", "{\"value\":NaN}", "{} {}", "{}x", "{\"a\":1,\"a\":2}", "\u0000", "nonsense"})
    void whatIsNotJsonIsMalformed(String json) {
        assertThat(defect(json)).isInstanceOf(Defect.Malformed.class);
        assertThat(defect(json).detail()).startsWith("it is not JSON: ");
    }

    @Test
    void whatIsNoTextOrGoesTooDeepIsMalformed() {
        assertThat(AlarmJson.read(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'})
                        .getLeft())
                .isInstanceOf(Defect.Malformed.class);
        assertThat(defect("[".repeat(100_000))).isInstanceOf(Defect.Malformed.class);
        assertThat(defect("{\"value\":" + "9".repeat(2_000) + "}")).isInstanceOf(Defect.Malformed.class);
    }
}
