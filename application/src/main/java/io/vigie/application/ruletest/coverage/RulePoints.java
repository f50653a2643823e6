package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.ruletest.coverage.CoveragePoint.Kind;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.text.DurationText;

/** The coverage of one rule. */
final class RulePoints {

    private final CoveragePoints points;
    private final Set<Metric> metrics;
    private final int raised;
    private final int cleared;
    private final Seq<EntryPoints> entries;
    private final Option<Integer> clearMet;
    private final Option<Integer> clearMissed;

    RulePoints(CoveragePoints points, Rule rule) {
        this.points = points;
        metrics = Reads.metricsOf(rule);
        raised = points.add(rule.id(), Option.none(), "", Kind.RAISED);
        cleared = points.add(rule.id(), Option.none(), "", Kind.CLEARED);
        entries = rule.raise().zipWithIndex((entry, index) -> new EntryPoints(points, rule, index));
        Option<String> clear = Option.when(
                !rule.clearFor().isZero(), () -> "clear: { for: " + DurationText.print(rule.clearFor()) + " }");
        clearMet = clear.map(text -> points.add(rule.id(), Option.none(), text, Kind.MET));
        clearMissed = clear.map(text -> points.add(rule.id(), Option.none(), text, Kind.MISSED));
    }

    void transition(AlarmTransition transition) {
        points.seeIf(transition.word().equals("raised"), raised);
        points.seeIf(transition.word().equals("cleared"), cleared);
        Option<Deadline> deadline = transition.occasion().explanation().deadline();
        if (deadline.exists(reached -> reached.kind().equals("clear"))) {
            clearMet.forEach(points::see);
        }
    }

    /** The rule on one device. */
    final class OnDevice {
        private final StepwiseReplay device;
        private final int place;
        private final Seq<EntryPoints.OnDevice> onDevice;
        private boolean wasClearing;

        /**
         * Ready to look on.
         *
         * @param place the number of the rule among those of the device
         */
        OnDevice(StepwiseReplay device, int place) {
            this.device = device;
            this.place = place;
            onDevice = entries.map(entry -> entry.new OnDevice(device, place));
        }

        void observed(Seq<Evidence> readings) {
            if (readings.exists(reading -> metrics.contains(reading.metric()))) {
                onDevice.forEach(entry -> entry.observed(readings));
            }
            look();
        }

        void deadlines() {
            onDevice.forEach(EntryPoints.OnDevice::look);
            look();
        }

        private void look() {
            boolean isClearing = device.inspection().isClearing(place);
            if (wasClearing && !isClearing && device.inspection().isActive(place)) {
                clearMissed.forEach(points::see);
            }
            wasClearing = isClearing;
        }
    }
}
