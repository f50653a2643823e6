package io.vigie.domain.monitor;

import io.vavr.control.Option;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.text.DurationRange;
import java.io.Serializable;
import java.time.Duration;

/**
 * How far event time may stray. None is negative.
 *
 * @param outOfOrder how long a device's readings wait for earlier ones of the same device; its watermark is its
 *     largest event time less this
 * @param late how far behind its device's watermark a reading may be before it is rejected too
 * @param future how far ahead of its arrival a reading may be before it is rejected
 * @param past how long before its arrival a reading may be before it is rejected; none where archives of decades are read
 * @param duplicates how far back, from a device's largest event time, a reading that is alike in metric, event time and
 *     value to an earlier one counts as repeated; none where none does
 * @param arrival when a reading counts as arrived
 */
public record TimePolicy(
        Duration outOfOrder,
        Duration late,
        Duration future,
        Option<Duration> past,
        Option<Duration> duplicates,
        ArrivalTime arrival)
        implements Serializable {

    /** How long each but {@code past} may be. */
    public static final DurationRange RANGE = DurationRange.FROM_NONE;

    /** How long {@code past} may be: as far as event times go back. */
    public static final DurationRange PAST_RANGE = new DurationRange(Duration.ZERO, Duration.ofDays(366L * 10_000));

    /** Readings are evaluated as they come; an hour late or five minutes ahead is too much. */
    public static final TimePolicy DEFAULT = new TimePolicy(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(5));

    /** @throws IllegalArgumentException when one of them is out of {@link #RANGE} */
    public TimePolicy {
        check("outOfOrder", outOfOrder);
        check("late", late);
        check("future", future);
        if (past.exists(longest -> !PAST_RANGE.contains(longest))) {
            throw new IllegalArgumentException("past is " + PAST_RANGE + ".");
        }
        duplicates.forEach(longest -> check("duplicates", longest));
    }

    /** One under which readings arrive by the transport, and none counts as repeated. */
    public TimePolicy(Duration outOfOrder, Duration late, Duration future, Option<Duration> past) {
        this(outOfOrder, late, future, past, Option.none(), ArrivalTime.TRANSPORT);
    }

    /** One under which a reading may be of any time in the past. */
    public TimePolicy(Duration outOfOrder, Duration late, Duration future) {
        this(outOfOrder, late, future, Option.none());
    }

    /** The same, where readings that are alike to earlier ones, no further back than this, count as repeated. */
    public TimePolicy duplicates(Option<Duration> longest) {
        return new TimePolicy(outOfOrder, late, future, past, longest, arrival);
    }

    /** The same, where readings count as arrived at another time. */
    public TimePolicy arrival(ArrivalTime counted) {
        return new TimePolicy(outOfOrder, late, future, past, duplicates, counted);
    }

    private static void check(String name, Duration duration) {
        if (!RANGE.contains(duration)) {
            throw new IllegalArgumentException(name + " is " + RANGE + ".");
        }
    }

    /**
     * When a reading counts as arrived.
     *
     * @param eventTime when it was measured, in microseconds since 1970
     * @param transport when the transport had it, in microseconds since 1970
     */
    public long arrival(long eventTime, long transport) {
        return arrival == ArrivalTime.EVENT ? eventTime : transport;
    }

    /**
     * Where a clock stands: at the largest arrival; where readings arrive when they are measured, at the largest event time,
     * but not beyond the largest arrival. In microseconds since 1970, {@link Microseconds#NONE} where there is none.
     *
     * @param measured the largest event time of an accepted reading
     * @param arrived the largest arrival
     */
    public long clock(long measured, long arrived) {
        return arrival == ArrivalTime.EVENT ? Math.min(measured, arrived) : arrived;
    }

    /**
     * Whether a reading is of too long ago: such a one is rejected and moves no watermark.
     *
     * @param eventTime when it was measured, in microseconds since 1970
     * @param arrivalTime when it arrived, in microseconds since 1970
     */
    public boolean isPast(long eventTime, long arrivalTime) {
        return past.isDefined() && eventTime < arrivalTime - Microseconds.of(past.get());
    }

    /**
     * Whether a reading comes from the future: such a one is rejected and moves no watermark.
     *
     * @param eventTime when it was measured, in microseconds since 1970
     * @param arrivalTime when it arrived, in microseconds since 1970
     */
    public boolean isFuture(long eventTime, long arrivalTime) {
        return eventTime > arrivalTime + Microseconds.of(future);
    }
}
