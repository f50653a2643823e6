package io.vigie.bootstrap.parity;

import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Rules, windows and telemetry that must come to the same in every engine.
 *
 * @param seed what it was made from
 * @param time how far event time may stray
 * @param rules the rules
 * @param windows the windows
 * @param files the telemetry, in the order of its arrival
 * @param end where the clock ends, later than all event times that are not from the future; in whole milliseconds
 * @param cuts how it is cut up on Spark
 */
record ParityCase(
        long seed,
        TimePolicy time,
        Vector<Rule> rules,
        Vector<WindowDefinition> windows,
        Vector<InputFile> files,
        Instant end,
        Cuts cuts) {

    private static final Metric CLOSING = new Metric("closing");

    RuleBook ruleBook() {
        return Rules.rules(rules.toJavaArray(Rule[]::new));
    }

    WindowBook windowBook() {
        return new WindowBook(windows);
    }

    /** The devices, in the order of their first readings. */
    Seq<DeviceId> devices() {
        return readings().map(SensorReading::device).distinct();
    }

    Vector<SensorReading> readings() {
        return files.flatMap(InputFile::readings);
    }

    /**
     * The files and one more, in which every device sends a reading that no rule looks at and that moves the watermark
     * and the clock to the end. Without it, readings that wait and windows that are open would stay in a pipeline's
     * checkpoint, uncompared.
     */
    Vector<InputFile> closedFiles() {
        Instant closing = end.plus(time.outOfOrder());
        Instant arrival = files.lastOption()
                .map(last -> last.arrival().plusMillis(1))
                .filter(closing::isBefore)
                .getOrElse(closing);
        return files.append(new InputFile(
                arrival,
                devices()
                        .map(device -> new SensorReading(device, CLOSING, 0, Option.none(), closing, HashMap.empty()))
                        .toVector()));
    }

    /**
     * The case as a rule test. Deadlines before the end are reached, as by a clock that stands there. Readings from the
     * future, which no engine takes, are left out: a test does not end before its last reading.
     */
    RuleTests ruleTests(Seq<ExpectedTransition> expected) {
        Vector<ArrivedReading> arrivals =
                files.flatMap(file -> file.readings().map(reading -> new ArrivedReading(reading, file.arrival())));
        return new RuleTests(
                ruleBook(),
                Vector.of(RuleTest.of(
                        "seed " + seed,
                        time,
                        arrivals.reject(arrived -> isFuture(arrived.reading(), arrived.arrival())),
                        Option.some(end.minus(Duration.ofNanos(1_000))),
                        expected)));
    }

    /**
     * Whether all engines must agree on all of it: each reading is within {@code outOfOrder} of the whole fleet, or its
     * device leads the fleet, so that the clock and the device's watermark are one; and none is beyond the end.
     */
    boolean isTogether() {
        Map<DeviceId, Instant> latest = new java.util.HashMap<>();
        Instant front = Instant.MIN;
        for (InputFile file : files) {
            for (SensorReading reading : file.readings()) {
                if (isFuture(reading, file.arrival())) {
                    continue;
                }
                Instant measured = reading.eventTime();
                Instant own =
                        latest.merge(reading.device(), measured, (one, other) -> one.isAfter(other) ? one : other);
                front = own.isAfter(front) ? own : front;
                boolean lags = own.isBefore(front) && measured.isBefore(front.minus(time.outOfOrder()));
                if (lags || !measured.isBefore(end)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isFuture(SensorReading reading, Instant arrival) {
        return time.isFuture(Microseconds.of(reading.eventTime()), Microseconds.of(arrival));
    }

    /** The same readings in the order of their event times, in one piece. */
    ParityCase inOrder() {
        return withFiles(Vector.of(new InputFile(end, readings().sortBy(SensorReading::eventTime))))
                .withCuts(Cuts.NONE);
    }

    ParityCase withRules(Seq<Rule> others) {
        return new ParityCase(seed, time, others.toVector(), windows, files, end, cuts);
    }

    ParityCase withWindows(Seq<WindowDefinition> others) {
        return new ParityCase(seed, time, rules, others.toVector(), files, end, cuts);
    }

    ParityCase withFiles(Seq<InputFile> others) {
        return new ParityCase(seed, time, rules, windows, others.toVector(), end, cuts);
    }

    ParityCase withCuts(Cuts others) {
        return new ParityCase(seed, time, rules, windows, files, end, others);
    }
}
