package io.vigie.application.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LengthTextTest {

    @Test
    void aLengthIsToldInTheUnitsItHas() {
        assertThat(LengthText.of(Duration.ZERO)).isEqualTo("0s");
        assertThat(LengthText.of(Duration.ofMillis(60_732))).isEqualTo("1m 0.732s");
        assertThat(LengthText.of(Duration.ofMinutes(5))).isEqualTo("5m");
        assertThat(LengthText.of(Duration.ofHours(49).plusSeconds(3))).isEqualTo("2d 1h 3s");
        assertThat(LengthText.of(Duration.ofNanos(1_000))).isEqualTo("0.000001s");
    }
}
