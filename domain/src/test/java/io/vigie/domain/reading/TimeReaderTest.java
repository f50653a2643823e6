package io.vigie.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.reading.RawValue.Numeric;
import io.vigie.domain.reading.RawValue.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static TimeNotation counted(EpochUnit unit) {
        return new TimeNotation(Option.some(unit), Option.none());
    }

    private static TimeNotation in(ZoneId zone) {
        return new TimeNotation(Option.none(), Option.some(zone));
    }

    private static String number(TimeNotation notation, String number) {
        return Fields.eventTime("/t", Option.some(new Numeric(number)), notation)
                .fold(defects -> defects.map(Defect::detail).mkString(), Instant::toString);
    }

    private static String text(TimeNotation notation, String text) {
        return Fields.eventTime("/t", Option.some(new Text(text)), notation)
                .fold(defects -> defects.map(Defect::detail).mkString(), Instant::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "s, 1777593600, 2026-05-01T00:00:00Z",
        "s, 1777593600.1234567, 2026-05-01T00:00:00.123456Z",
        "s, 0, 1970-01-01T00:00:00Z",
        "s, -0.0000001, 1969-12-31T23:59:59.999999Z",
        "ms, 0, 1970-01-01T00:00:00Z",
        "ms, 1777593600000, 2026-05-01T00:00:00Z",
        "us, 1777593600000001.9, 2026-05-01T00:00:00.000001Z",
        "ns, 1777593600000001999, 2026-05-01T00:00:00.000001Z",
        "ns, -1, 1969-12-31T23:59:59.999999Z",
        "ns, 1.777593600e18, 2026-05-01T00:00:00Z",
        "ticks, 639131904000000019, 2026-05-01T00:00:00.000001Z",
        "ticks, 0, 0001-01-01T00:00:00Z",
        "s, 253402300799.999999, 9999-12-31T23:59:59.999999Z"
    })
    void readsNumbersInTheUnitThatIsWrittenOut(String unit, String number, String expected) {
        TimeNotation notation = counted(io.vavr.collection.List.of(EpochUnit.values())
                .find(candidate -> candidate.word().equals(unit))
                .get());
        assertThat(number(notation, number)).isEqualTo(expected);
        assertThat(text(notation, " " + number + "\t")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "s, 253402300800",
        "s, 1777593600000",
        "ticks, -1",
        "ticks, 3155378976000000000",
        "ns, 1e400",
        "us, -62135596800000001"
    })
    void refusesWhatIsBeyondAllYearsInTheUnit(String unit, String number) {
        TimeNotation notation = counted(io.vavr.collection.List.of(EpochUnit.values())
                .find(candidate -> candidate.word().equals(unit))
                .get());
        assertThat(number(notation, number)).isEqualTo("/t is not within the years 0001 to 9999");
    }

    @ParameterizedTest
    @CsvSource({
        "1777593600, seconds, s",
        "1777593600.5, seconds, s",
        "315532800, seconds, s",
        "1777593600000000, microseconds, us",
        "1777593600000000000, nanoseconds, ns"
    })
    void refusesWhatMakesSenseInAnotherUnitAndNamesIt(String number, String noun, String word) {
        String told = "/t in milliseconds is not within the years 1980 to 2100, but looks like " + noun
                + "; if that is its unit, say so with payload.time: { unit: " + word + " }";
        assertThat(number(TimeNotation.DEFAULT, number)).isEqualTo(told);
        assertThat(text(TimeNotation.DEFAULT, number)).isEqualTo(told);
        assertThat(text(in(PARIS), number)).isEqualTo(told);
    }

    @Test
    void namesEveryUnitThatMakesSense() {
        assertThat(number(TimeNotation.DEFAULT, "639131904000000000"))
                .contains("looks like nanoseconds or ticks", "{ unit: ns } or { unit: ticks }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "1e-5", "20260314115142", "315532799999.999", "4133980800000", "-62135596800000"})
    void refusesWhatIsOfNoLikelyYearInAnyUnit(String number) {
        assertThat(number(TimeNotation.DEFAULT, number))
                .isEqualTo("/t in milliseconds is not within the years 1980 to 2100; if it is meant, say so with"
                        + " payload.time: { unit: ms }");
    }

    @ParameterizedTest
    @CsvSource({
        "315532800000, 1980-01-01T00:00:00Z",
        "4133980799999.999, 2100-12-31T23:59:59.999999Z",
        "1777593600000, 2026-05-01T00:00:00Z"
    })
    void takesMillisecondsOfALikelyYear(String number, String expected) {
        assertThat(number(TimeNotation.DEFAULT, number)).isEqualTo(expected);
        assertThat(text(TimeNotation.DEFAULT, number)).isEqualTo(expected);
    }

    @Test
    void takesTextsOfAnyYear() {
        assertThat(text(TimeNotation.DEFAULT, "1970-01-01T00:00:00Z")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(text(TimeNotation.DEFAULT, "0001-01-01 00:00:00,25+00")).isEqualTo("0001-01-01T00:00:00.250Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01777593600000",
                "+1777593600000",
                "1777593600000.",
                ".5",
                "1e",
                "0x10",
                "1 777",
                "NaN",
                "-"
            })
    void refusesTextsThatAreNeitherTimesNorNumbers(String text) {
        assertThat(text(TimeNotation.DEFAULT, text))
                .startsWith("/t should be an ISO-8601 time with an offset, or epoch milliseconds but is \"");
    }

    @Test
    void saysWhatATimeIsInTheNotation() {
        assertThat(text(new TimeNotation(Option.some(EpochUnit.SECONDS), Option.some(PARIS)), "noon"))
                .isEqualTo("/t should be an ISO-8601 time, or epoch seconds but is \"noon\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T12:00, 2026-01-15T11:00:00Z",
        "2026-07-15 12:00:00.5, 2026-07-15T10:00:00.500Z",
        "2026-03-29T01:59:59, 2026-03-29T00:59:59Z",
        "2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
        "2026-03-29T03:00:00, 2026-03-29T01:00:00Z",
        "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
        "2026-10-25T03:00:00, 2026-10-25T02:00:00Z",
        "2026-07-15T12:00:00Z, 2026-07-15T12:00:00Z",
        "2026-07-15T12:00:00-05:00, 2026-07-15T17:00:00Z"
    })
    void readsTextsWithoutAnOffsetInTheZone(String text, String expected) {
        assertThat(text(in(PARIS), text)).isEqualTo(expected);
    }

    @Test
    void refusesALocalTimeThatIsBeforeAllYearsInUniversalTime() {
        assertThat(text(in(ZoneId.of("+01:00")), "0001-01-01T00:30:00"))
                .isEqualTo("/t is not within the years 0001 to 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Paris",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Monrovia",
                "Asia/Pyongyang",
                "+05:45"
            })
    void agreesWithJavaTimeInEveryZoneAndYear(String zone) {
        TimeReader reader = new TimeReader(in(ZoneId.of(zone)));
        Random random = new Random(zone.hashCode());
        LocalDateTime local = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int i = 0; i < 20_000; i++) {
            local = random.nextInt(10) == 0
                    ? LocalDateTime.of(1 + random.nextInt(9998), 1, 2, 0, 0).plusMinutes(random.nextInt(363 * 1440))
                    : local.plusMinutes(random.nextInt(200_000) - 100_000);
            if (local.getYear() < 2 || local.getYear() > 9998) {
                local = LocalDateTime.of(1880 + random.nextInt(160), 1, 1, 0, 0);
            }
            byte[] text = local.toString().getBytes(StandardCharsets.UTF_8);
            assertThat(reader.ofText(text, 0, text.length))
                    .as("%s", local)
                    .isEqualTo(local.atZone(ZoneId.of(zone)).toEpochSecond() * 1_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource(EpochUnit.class)
    void numbersInAUnitThatIsWrittenOutAreOfAnyYear(EpochUnit unit) {
        byte[] number = "1000".getBytes(StandardCharsets.US_ASCII);
        assertThat(EventTime.inRange(new TimeReader(counted(unit)).ofNumber(number, 0, 4)))
                .isTrue();
    }
}
