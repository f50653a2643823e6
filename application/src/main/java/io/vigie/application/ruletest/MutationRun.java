package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.history.ArrivedMessage;
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
 * Tries every mutant of every rule. Rules do not depend on one another, so a mutant runs alone, over the messages of
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

    /** A test, its messages sorted by device. */
    private record Session(RuleTest test, Instant end, Seq<DeviceMessages> devices) {

        static Session of(RuleTest test) {
            Seq<ArrivedMessage> taken = test.taken();
            return new Session(
                    test,
                    test.clockEnd().getOrElse(Instant.EPOCH),
                    taken.flatMap(message -> message.readings().map(SensorReading::device))
                            .distinct()
                            .map(device -> new DeviceMessages(
                                    device,
                                    taken.filter(message -> message.readings()
                                                    .exists(reading ->
                                                            reading.device().equals(device)))
                                            .toArray())));
        }

        Trial trialOf(Rule rule) {
            return new Trial(
                    test.time(),
                    end,
                    devices.filter(own -> rule.devices().matches(own.device.value())),
                    test.expect().filter(expected -> expected.rule().equals(rule.id())));
        }
    }

    private record DeviceMessages(DeviceId device, Seq<ArrivedMessage> messages) {}

    /** What a test asks of one rule. */
    private record Trial(TimePolicy time, Instant end, Seq<DeviceMessages> devices, Seq<ExpectedTransition> expected) {

        boolean passes(Rule rule) {
            FleetMonitor fleet =
                    new FleetMonitor(RuleBook.of(Vector.of(rule)).getOrElseThrow(IllegalStateException::new), time);
            List<AlarmTransition> found = new ArrayList<>();
            devices.forEach(own -> play(fleet.newDevice(own.device, found::add), own.messages));
            return found.size() == expected.size()
                    && Timeline.of(expected, Vector.ofAll(found)).isAsExpected();
        }

        private void play(MonitoredDevice device, Seq<ArrivedMessage> messages) {
            messages.forEach(message -> message.play(device));
            device.finish(Microseconds.of(end));
        }
    }
}
