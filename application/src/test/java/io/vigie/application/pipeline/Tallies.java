package io.vigie.application.pipeline;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.ScatteredDevices;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;

/** What batches come to, in tests. */
final class Tallies {

    private Tallies() {}

    /** Readings, and messages that were rejected for these reasons. */
    static BatchTally of(long readings, HashMap<RejectionReason, Long> rejected) {
        return of(readings, rejected, HashMap.empty(), Ticks.NONE);
    }

    /** Readings and nothing else. */
    static BatchTally readings(long readings) {
        return of(readings, HashMap.empty());
    }

    /** Readings of devices that send to several partitions. */
    static BatchTally scattered(ScatteredDevices devices) {
        return of(1, HashMap.empty(), HashMap.empty(), Ticks.NONE, Option.some(devices));
    }

    /** Nothing. */
    static BatchTally nothing() {
        return readings(0);
    }

    /** A reading that raises alarms of a rule. */
    static BatchTally raised(String rule, long alarms) {
        return of(
                1,
                HashMap.empty(),
                HashMap.of(
                        new TransitionKind(new RuleId(rule), "raised", Severity.MAJOR, Option.none(), false), alarms),
                Ticks.NONE);
    }

    /** A reading that moves the clock. */
    static BatchTally at(long ticks) {
        return of(1, HashMap.empty(), HashMap.empty(), ticks);
    }

    private static BatchTally of(
            long readings,
            HashMap<RejectionReason, Long> rejected,
            HashMap<TransitionKind, Long> transitions,
            long clock) {
        return of(readings, rejected, transitions, clock, Option.none());
    }

    private static BatchTally of(
            long readings,
            HashMap<RejectionReason, Long> rejected,
            HashMap<TransitionKind, Long> transitions,
            long clock,
            Option<ScatteredDevices> scattered) {
        return new BatchTally(
                readings,
                0,
                0,
                rejected,
                transitions,
                HashMap.empty(),
                HashMap.empty(),
                HashMap.empty(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                scattered,
                List.empty(),
                Option.none(),
                clock == Ticks.NONE
                        ? ReadArrivals.NONE
                        : new ReadArrivals(
                                HashMap.of("0", Ticks.time(clock)),
                                Ticks.time(clock),
                                Ticks.time(clock),
                                Microseconds.NONE,
                                Option.none()),
                false);
    }
}
