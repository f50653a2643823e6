package io.vigie.application.ruletest.mutation;

import io.vavr.collection.Vector;
import io.vigie.domain.text.DurationRange;
import java.math.BigDecimal;
import java.time.Duration;

/** Small steps away from the numbers and durations of a rule, up and down: large enough that a test can notice them. */
final class Nudges {

    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

    private Nudges() {}

    /** A hundredth of the number, or 0.01 of zero. */
    static Vector<Double> of(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal step = number == 0 ? HUNDREDTH : exact.abs().multiply(HUNDREDTH);
        return Vector.of(exact.add(step).doubleValue(), exact.subtract(step).doubleValue())
                .filter(nudged -> Double.isFinite(nudged) && nudged != number);
    }

    /** One. */
    static Vector<Integer> of(int count) {
        return Vector.of(count + 1, count - 1);
    }

    /** A tenth of the duration in whole milliseconds, at least one. */
    static Vector<Duration> of(Duration duration) {
        Duration step = Duration.ofMillis(Math.max(1, duration.toMillis() / 10));
        return Vector.of(duration.plus(step), duration.minus(step)).filter(DurationRange.SPANS::contains);
    }
}
