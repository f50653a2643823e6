package io.vigie.adapters.spark.continuous;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContinuousProgressTest {

    @Test
    void progressIsWaitedForLongerThanTheIntervalThatItIsDueAt() {
        assertThat(ContinuousProgress.patience(Duration.ofMillis(100))).isEqualTo(Duration.ofMinutes(3));
        assertThat(ContinuousProgress.patience(Duration.ofHours(1))).isEqualTo(Duration.ofHours(3));
    }
}
