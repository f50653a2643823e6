package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.history.ArrivedReading;
import io.vigie.application.ruletest.mutation.Mutant;
import io.vigie.application.ruletest.mutation.MutationReport;
import io.vigie.application.ruletest.mutation.Mutations;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.monitor.FleetMonitor;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every mutant of every rule. Rules do not depend on one another, so a mutant runs alone, over the readings of
 * the devices it watches, and only what is expected of its rule is compared.
 */
final class MutationRun {

    private final RuleTests tests;
    private final Seq<RuleTest> passing;

    MutationRun(RuleTests tests) {
        this.tests = tests;
        passing = tests.tests()
                .filter(test -> RuleTestRunner.test(tests.rules(), test).passed());
    }

    MutationReport report() {
        int mutants = 0;
        List<Mutant> survivors = new ArrayList<>();
        Seq<Session> sessions = passing.map(Session::of);
        for (Rule rule : tests.rules().rules()) {
            Seq<Trial> trials = sessions.map(session -> session.trialOf(rule));
            for (Mutant mutant : Mutations.of(rule)) {
                mutants++;
                if (trials.forAll(trial -> trial.passes(mutant.rule()))) {
                    survivors.add(mutant);
                }
            }
        }
        return new MutationReport(mutants, Vector.ofAll(survivors));
    }

    /** A test, its readings sorted by device. */
    private record Session(RuleTest test, Instant end, Seq<DeviceReadings> devices) {

        static Session of(RuleTest test) {
            Seq<SensorReading> arrived = test.arrivals()
                    .filter(arrival -> !isFuture(test.time(), arrival))
                    .map(ArrivedReading::reading);
            return new Session(
                    test,
                    test.end()
                            .orElse(arrived.map(SensorReading::eventTime).max())
                            .getOrElse(Instant.EPOCH),
                    arrived.groupBy(SensorReading::device)
                            .map(device -> new DeviceReadings(device._1, device._2.toArray()))
                            .toVector());
        }

        private static boolean isFuture(TimePolicy time, ArrivedReading arrival) {
            return time.isFuture(Microseconds.of(arrival.reading().eventTime()), Microseconds.of(arrival.arrival()));
        }

        Trial trialOf(Rule rule) {
            return new Trial(
                    test.time(),
                    end,
                    devices.filter(own -> rule.devices().matches(own.device.value())),
                    test.expect().filter(expected -> expected.rule().equals(rule.id())));
        }
    }

    private record DeviceReadings(DeviceId device, Seq<SensorReading> readings) {}

    /** What a test asks of one rule. */
    private record Trial(TimePolicy time, Instant end, Seq<DeviceReadings> devices, Seq<ExpectedTransition> expected) {

        boolean passes(Rule rule) {
            FleetMonitor fleet =
                    new FleetMonitor(RuleBook.of(Vector.of(rule)).getOrElseThrow(IllegalStateException::new), time);
            List<AlarmTransition> found = new ArrayList<>();
            devices.forEach(own -> play(fleet.newDevice(own.device, found::add), own.readings));
            return found.size() == expected.size()
                    && Timeline.of(expected, Vector.ofAll(found)).isAsExpected();
        }

        private void play(MonitoredDevice device, Seq<SensorReading> readings) {
            readings.forEach(device::take);
            device.finish(Microseconds.of(end));
        }
    }
}
