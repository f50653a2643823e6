package io.vigie.application.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeTextTest {

    @Test
    void timesAreWrittenAsTheirOwnTextHasThem() {
        List<String> times = List.of(
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "0001-01-01T00:00:00.001Z",
                "0000-02-29T12:00:00Z",
                "-0001-03-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "+10000-01-01T00:00:00Z",
                "2024-02-29T09:05:07.010Z",
                "2026-01-01T00:00:00.000001Z");

        assertThat(times)
                .allSatisfy(text -> assertThat(TimeText.of(Instant.parse(text)))
                        .isEqualTo(Instant.parse(text).toString()));
    }

    @Test
    void soAreAnyOthers() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int digits = random.nextInt(4);
            long nanoseconds =
                    random.nextInt(1_000) * (digits == 0 ? 0L : digits == 1 ? 1_000_000L : digits == 2 ? 1_000L : 1L);
            Instant time = Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 260_000_000_000L), nanoseconds);

            assertThat(TimeText.of(time)).isEqualTo(time.toString());
        }
    }
}
