package io.vigie.domain.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    private static long ofText(String text) {
        byte[] bytes = ("\"2" + text + "0Z\"").getBytes(StandardCharsets.UTF_8);
        return EventTime.ofText(bytes, 2, bytes.length - 3);
    }

    private static long ofMilliseconds(String number) {
        byte[] bytes = ("1" + number + "0").getBytes(StandardCharsets.UTF_8);
        return EventTime.ofNumber(bytes, 1, bytes.length - 1, EpochUnit.MILLISECONDS);
    }

    private static long microseconds(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.010Z, 2026-01-01T00:00:00.010Z",
        "2026-01-01T00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01t00:00:01z, 2026-01-01T00:00:01Z",
        "2026-01-01 00:00:01Z, 2026-01-01T00:00:01Z",
        "2026-01-01T00:00:00+01, 2025-12-31T23:00:00Z",
        "2026-01-01T00:00:00-0130, 2026-01-01T01:30:00Z",
        "2026-01-01T00:00:00+05:45, 2025-12-31T18:15:00Z",
        "2026-01-01T00:00-18:00, 2026-01-01T18:00:00Z",
        "2026-01-01T00:00:00-00:00, 2026-01-01T00:00:00Z",
        "2024-02-29T23:59:59.5Z, 2024-02-29T23:59:59.500Z",
        "2000-02-29T00:00:00Z, 2000-02-29T00:00:00Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "2026-01-01T00:00:00.12345678901234567890Z, 2026-01-01T00:00:00.123456Z",
        "'2026-01-01T00:00:00,5Z', 2026-01-01T00:00:00.500Z",
        "0000-12-31T23:30:00-01:00, 0001-01-01T00:30:00Z"
    })
    void readsWhatIso8601Says(String text, Instant expected) {
        assertThat(ofText(text)).isEqualTo(microseconds(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026",
                "2026-01-01",
                "2026-01-01T00Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:Z",
                "2026-01-01T00:00:0Z",
                "2026-02-30T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-32T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00+18:01",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00+1",
                "2026-01-01T00:00:00+001",
                "2026-01-01T00:00:00+01:0",
                "2026-01-01T00:00:00+01-00",
                "2026-01-01T00:00:00ZZ",
                "2026-01-01T00:00:00 Z",
                "2026-01-01_00:00:00Z",
                "+2026-01-01T00:00:00Z",
                "20260101T000000Z",
                "2026-1-1T00:00:00Z    ",
                "2026-01-01T00:00:00,Z",
                "2026-01-01T00:00:00,5.5Z",
                "２026-01-01T00:00:00Z",
                "2026-01-01T00:00:00 +01",
                "-001-01-01T00:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(ofText(text)).isEqualTo(EventTime.NOT_A_TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00", "2026-01-01T00:00:00", "2026-01-01 00:00:00.123"})
    void tellsALocalTimeFromNoTime(String text) {
        assertThat(ofText(text)).isEqualTo(EventTime.WITHOUT_OFFSET);
    }

    @Test
    void hasTheYears1To9999() {
        assertThat(ofText("0001-01-01T00:00:00Z")).isEqualTo(EventTime.FIRST);
        assertThat(ofText("9999-12-31T23:59:59.9999999Z")).isEqualTo(EventTime.LAST);
        assertThat(EventTime.FIRST).isEqualTo(microseconds(Instant.parse("0001-01-01T00:00:00Z")));
        assertThat(EventTime.LAST).isEqualTo(microseconds(Instant.parse("9999-12-31T23:59:59.999999Z")));
        assertThat(ofText("0001-01-01T00:00:00+00:01")).isEqualTo(EventTime.OUT_OF_RANGE);
        assertThat(ofText("9999-12-31T23:59:59-00:01")).isEqualTo(EventTime.OUT_OF_RANGE);
        assertThat(ofText("0000-01-01T00:00:00Z")).isEqualTo(EventTime.OUT_OF_RANGE);
        assertThat(ofMilliseconds("-62135596800000")).isEqualTo(EventTime.FIRST);
        assertThat(ofMilliseconds("-62135596800000.0001")).isEqualTo(EventTime.OUT_OF_RANGE);
        assertThat(ofMilliseconds("253402300799999.9999")).isEqualTo(EventTime.LAST);
        assertThat(ofMilliseconds("253402300800000")).isEqualTo(EventTime.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "1767225600010, 1767225600010000",
        "1767225600010.5, 1767225600010500",
        "1.76722560001e12, 1767225600010000",
        "176722560001E+1, 1767225600010000",
        "0.0009, 0",
        "-0.0001, -1",
        "-1.0001, -1001",
        "1e-999999999999, 0",
        "-1e-999999999999, -1",
        "0e999999999999, 0",
        "0.000e99, 0",
        "0.00000000000000000000000000001e30, 10000",
        "1000000000000000000000000000000e-20, 10000000000000"
    })
    void cutsMillisecondsOffToMicroseconds(String number, long expected) {
        assertThat(ofMilliseconds(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999999", "-1e400", "1e15", "99999999999999999999999", "9223372036854775807"})
    void refusesMillisecondsBeyondAllYears(String number) {
        assertThat(ofMilliseconds(number)).isEqualTo(EventTime.OUT_OF_RANGE);
    }

    @Test
    void agreesWithJavaTimeOnRandomText() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            int second = random.nextInt(100);
            String local = String.format(
                    "%04d-%02d-%02dT%02d:%02d:%02d",
                    random.nextInt(10_000),
                    random.nextInt(14),
                    random.nextInt(33),
                    random.nextInt(25),
                    random.nextInt(61),
                    second < 61 ? second : second - 60);
            if (random.nextBoolean()) {
                local += "." + random.nextInt(1_000_000_000);
            }
            int minutes = random.nextInt(2 * 18 * 60 + 1) - 18 * 60;
            String offset = random.nextInt(3) == 0
                    ? "Z"
                    : String.format(
                            "%s%02d:%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
            assertThat(ofText(local + offset)).as(local + offset).isEqualTo(byJava(local, offset));
        }
    }

    private static long byJava(String local, String offset) {
        try {
            Instant instant = OffsetDateTime.of(LocalDateTime.parse(local), ZoneOffset.of(offset))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
            long microseconds = microseconds(instant);
            return EventTime.inRange(microseconds) ? microseconds : EventTime.OUT_OF_RANGE;
        } catch (DateTimeException noTime) {
            return EventTime.NOT_A_TIME;
        }
    }

    @Test
    void agreesWithDecimalsOnRandomNumbers() {
        Random random = new Random(8);
        for (int i = 0; i < 50_000; i++) {
            String number = (random.nextBoolean() ? "-" : "") + (random.nextLong() >>> (1 + random.nextInt(63)));
            if (random.nextBoolean()) {
                number += "." + (random.nextLong() >>> (1 + random.nextInt(63)));
            }
            if (random.nextInt(3) == 0) {
                number += "e" + (random.nextInt(60) - 40);
            }
            BigDecimal exact = new BigDecimal(number).movePointRight(3).setScale(0, RoundingMode.FLOOR);
            boolean inRange = exact.compareTo(BigDecimal.valueOf(EventTime.FIRST)) >= 0
                    && exact.compareTo(BigDecimal.valueOf(EventTime.LAST)) <= 0;
            assertThat(ofMilliseconds(number))
                    .as(number)
                    .isEqualTo(inRange ? exact.longValueExact() : EventTime.OUT_OF_RANGE);
        }
    }
}
