package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {

    private static final long NOW = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();

    private final ArrivalTimes arrival = new ArrivalTimes(NOW);

    @Test
    void aRecordArrivedWhenItsTimestampSays() {
        assertThat(arrival.of(NOW - 1)).isEqualTo((NOW - 1) * 1_000);
        assertThat(arrival.of(1)).isEqualTo(1_000);
        assertThat(arrival.of(NOW + 60_000)).as("clocks differ").isEqualTo((NOW + 60_000) * 1_000);
    }

    @Test
    void aTimestampOfTheFutureDoesNotCount() {
        assertThat(arrival.of(Instant.parse("2099-01-01T00:00:00Z").toEpochMilli()))
                .isEqualTo(NOW * 1_000);
        assertThat(arrival.of(Long.MAX_VALUE)).isEqualTo(NOW * 1_000);
    }

    @Test
    void oneOfZeroOrNoneIsItsPredecessors() {
        assertThat(arrival.of(0)).as("the first").isEqualTo(NOW * 1_000);
        assertThat(arrival.of(-1)).isEqualTo(NOW * 1_000);
        assertThat(arrival.of(NOW - 7_000)).isEqualTo((NOW - 7_000) * 1_000);
        assertThat(arrival.of(0)).isEqualTo((NOW - 7_000) * 1_000);
        assertThat(arrival.of(-1)).isEqualTo((NOW - 7_000) * 1_000);
    }
}
