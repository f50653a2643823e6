package io.vigie.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimePolicyTest {

    private static final long SECOND = 1_000_000;
    private static final Duration NEGATIVE = Duration.ofSeconds(-1);

    private static TimePolicy of(Duration future, Option<Duration> past) {
        return new TimePolicy(Duration.ZERO, Duration.ZERO, future, past);
    }

    @Test
    void aReadingIsOfTheFutureThatIsFurtherAheadOfItsArrivalThanThat() {
        TimePolicy policy = of(Duration.ofSeconds(5), Option.none());
        assertThat(policy.isFuture(15 * SECOND, 10 * SECOND)).isFalse();
        assertThat(policy.isFuture(15 * SECOND + 1, 10 * SECOND)).isTrue();
    }

    @Test
    void aReadingIsOfThePastThatIsFurtherBehindItsArrivalThanThat() {
        TimePolicy policy = of(Duration.ZERO, Option.some(Duration.ofSeconds(5)));
        assertThat(policy.isPast(5 * SECOND, 10 * SECOND)).isFalse();
        assertThat(policy.isPast(5 * SECOND - 1, 10 * SECOND)).isTrue();
        assertThat(TimePolicy.DEFAULT.isPast(Long.MIN_VALUE, 10 * SECOND)).isFalse();
    }

    @Test
    void aReadingArrivesWithTheTransportOrWhenItWasMeasured() {
        assertThat(TimePolicy.DEFAULT.arrival(1, 2)).isEqualTo(2);
        assertThat(TimePolicy.DEFAULT.arrival(ArrivalTime.EVENT).arrival(1, 2)).isEqualTo(1);
    }

    @Test
    void theClockIsAtTheLargestArrivalOrAtWhatWasMeasuredButNotBeyondIt() {
        TimePolicy byEvent = TimePolicy.DEFAULT.arrival(ArrivalTime.EVENT);

        assertThat(TimePolicy.DEFAULT.clock(1, 2)).isEqualTo(2);
        assertThat(TimePolicy.DEFAULT.clock(3, 2)).isEqualTo(2);
        assertThat(byEvent.clock(1, 2)).isEqualTo(1);
        assertThat(byEvent.clock(3, 2)).isEqualTo(2);
        assertThat(byEvent.clock(Microseconds.NONE, 2)).isEqualTo(Microseconds.NONE);
    }

    @Test
    void noneOfItsDurationsIsNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimePolicy(NEGATIVE, Duration.ZERO, Duration.ZERO))
                .withMessageStartingWith("outOfOrder is ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimePolicy(Duration.ZERO, NEGATIVE, Duration.ZERO))
                .withMessageStartingWith("late is ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(NEGATIVE, Option.none()))
                .withMessageStartingWith("future is ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Duration.ZERO, Option.some(NEGATIVE)))
                .withMessageStartingWith("past is ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimePolicy.DEFAULT.duplicates(Option.some(NEGATIVE)))
                .withMessageStartingWith("duplicates is ");
    }
}
