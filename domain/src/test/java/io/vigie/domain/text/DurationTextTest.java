package io.vigie.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "7d, P7D", "0s, PT0S", "007s, PT7S", "90m, PT90M"
    })
    void readsAWholeNumberAndAUnit(String text, Duration duration) {
        assertThat(DurationText.parse(text).get()).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.5S, 500ms",
        "PT1S, 1s",
        "PT1.5S, 1500ms",
        "PT60S, 1m",
        "PT90S, 90s",
        "PT60M, 1h",
        "PT90M, 90m",
        "PT24H, 1d",
        "PT36H, 36h",
        "PT168H, 7d"
    })
    void writesTheLargestUnitThatDivides(Duration duration, String text) {
        assertThat(DurationText.print(duration)).isEqualTo(text);
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(11);
        for (int round = 0; round < 10_000; round++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << (1 + random.nextInt(40))));
            assertThat(DurationText.parse(DurationText.print(duration)).get()).isEqualTo(duration);
        }
    }

    @Test
    void writesWhatNoTextCanSayAsIso8601() {
        assertThat(DurationText.print(Duration.ofNanos(1_000))).isEqualTo("PT0.000001S");
        assertThat(DurationText.print(Duration.ofSeconds(-5))).isEqualTo("PT-5S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5x", "5 s", "1.5h", "5S", "5ms5s", " 5s", "٣s", "PT5S"})
    void refusesAnythingElseAndShowsWhatToWrite(String text) {
        assertThat(DurationText.parse(text).getLeft()).contains("`" + text + "`", "such as 500ms or 30s");
    }

    @Test
    void saysThatAUnitIsMissing() {
        assertThat(DurationText.parse("30").getLeft())
                .isEqualTo("`30` has no unit; write 30s for seconds, or another of ms, m, h, d");
    }

    @Test
    void saysThatADurationIsNotNegative() {
        assertThat(DurationText.parse("-5s").getLeft()).contains("negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999d", "9223372036854775807ms", "106751992d"})
    void refusesWhatMicrosecondsCannotCount(String text) {
        assertThat(DurationText.parse(text).getLeft()).contains("longer than a duration can be");
    }

    @Test
    void readsTheLongestThatMicrosecondsCanCount() {
        assertThat(DurationText.parse("106751991d").get()).isEqualTo(Duration.ofDays(106_751_991));
    }
}
