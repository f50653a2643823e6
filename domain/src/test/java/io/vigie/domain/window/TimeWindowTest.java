package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeWindowTest {

    private final TimeWindow window = new TimeWindow(-1, 1_000_000);

    @Test
    void holdsItsStartAndNotItsEnd() {
        assertThat(window.contains(-2)).isFalse();
        assertThat(window.contains(-1)).isTrue();
        assertThat(window.contains(999_999)).isTrue();
        assertThat(window.contains(1_000_000)).isFalse();
    }

    @Test
    void hasInstants() {
        assertThat(window.startTime()).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
        assertThat(window.endTime()).isEqualTo(Instant.parse("1970-01-01T00:00:01Z"));
        assertThat(window).hasToString("[1969-12-31T23:59:59.999999Z, 1970-01-01T00:00:01Z)");
    }

    @Test
    void endsAfterItsStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(5, 4));
    }
}
