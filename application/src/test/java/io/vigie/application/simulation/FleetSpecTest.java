package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FleetSpecTest {

    private static final FleetSpec FLEET = FleetSpec.of(10, 1_000, 1);

    @Test
    void aValueBeyondItsRangeIsRefusedInWordsForAPerson() {
        refused(() -> FleetSpec.of(0, 1, 1), "A fleet has 1 to 1000000 devices, not 0.");
        refused(() -> FleetSpec.of(1_000_001, 1, 1), "A fleet has 1 to 1000000 devices, not 1000001.");
        refused(() -> FleetSpec.of(1, -1, 1), "readings, not -1.");
        refused(() -> FLEET.withMalformedShare(1.01), "The share of malformed messages is 0 to 1, not 1.01.");
        refused(() -> FLEET.withMalformedShare(Double.NaN), "The share of malformed messages is 0 to 1, not NaN.");
        refused(() -> delayed(-0.1, Duration.ZERO), "The share of delayed readings is 0 to 1, not -0.1.");
        refused(() -> delayed(0.1, Duration.ofSeconds(-1)), "not by PT-1S.");
        refused(() -> FLEET.withInterval(Duration.ofMillis(9)), "not every PT0.009S.");
        refused(() -> FLEET.withStart(Instant.parse("1969-12-31T23:59:59Z")), "not at 1969-12-31T23:59:59Z.");
        refused(() -> FLEET.withStart(Instant.parse("2026-01-01T00:00:00.0001Z")), "at a whole millisecond");
    }

    @Test
    void theNumberOfBadMessagesIsRounded() {
        assertThat(FLEET.withMalformedShare(0.0014).badMessages()).isEqualTo(1);
        assertThat(FLEET.withMalformedShare(0.0016).badMessages()).isEqualTo(2);
    }

    private static FleetSpec delayed(double share, Duration most) {
        return new FleetSpec(
                10, 1_000, 1, FLEET.start(), FLEET.interval(), FLEET.malformedShare(), share, most, FLEET.faults());
    }

    private static void refused(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
