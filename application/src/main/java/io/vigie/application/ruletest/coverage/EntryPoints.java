package io.vigie.application.ruletest.coverage;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.ruletest.coverage.CoveragePoint.Kind;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Truth;
import java.util.function.IntSupplier;

/** The coverage of one entry of a rule. */
final class EntryPoints {

    private final CoveragePoints points;
    private final Rule rule;
    private final RaiseEntry entry;
    private final int index;
    private final int held;
    private final Option<Integer> met;
    private final Option<Integer> missed;
    private final Seq<ComparisonPoints> when;
    private final Seq<ComparisonPoints> until;
    private final boolean countsEnding;

    EntryPoints(CoveragePoints points, Rule rule, int index) {
        this.points = points;
        this.rule = rule;
        this.index = index;
        entry = rule.raise().get(index);
        held = points.add(rule.id(), Option.some(index), "", Kind.HELD);
        when = Reads.conditionOf(entry.trigger())
                .toList()
                .flatMap(Condition::comparisons)
                .map(comparison -> new ComparisonPoints(points, rule, index, comparison));
        Option<String> awaited = entry.trigger().interpret(new WaitingText());
        met = awaited.map(text -> points.add(rule.id(), Option.some(index), text, Kind.MET));
        missed = awaited.map(text -> points.add(rule.id(), Option.some(index), text, Kind.MISSED));
        countsEnding = entry.ending()
                .exists(ending ->
                        ending instanceof Ending.Until && !ending.duration().isZero());
        until = entry.until()
                .toList()
                .flatMap(Condition::comparisons)
                .map(comparison -> new ComparisonPoints(points, rule, index, comparison));
    }

    /** The entry on one device. */
    final class OnDevice {
        private final StepwiseReplay device;
        private final int place;
        private final Option<IntSupplier> condition;
        private final Seq<ComparisonPoints.OnDevice> whenComparisons;
        private final Seq<ComparisonPoints.OnDevice> untilComparisons;
        private final Waiting waiting;
        private boolean wasMet;
        private boolean didHold;

        /**
         * Ready to look on.
         *
         * @param place the number of the rule among those of the device
         */
        OnDevice(StepwiseReplay device, int place) {
            this.device = device;
            this.place = place;
            condition = Reads.conditionOf(entry.trigger())
                    .map(it -> device.inspection().truth(it, rule));
            whenComparisons = when.map(comparison -> comparison.new OnDevice(device, rule));
            untilComparisons = until.map(comparison -> comparison.new OnDevice(device, rule));
            waiting = Waiting.of(entry.trigger());
        }

        void observed(Seq<Evidence> readings) {
            int truth = condition.map(IntSupplier::getAsInt).getOrElse(Truth.FALSE);
            if (truth == Truth.UNDEFINED && entry.keepsUndefined()) {
                return;
            }
            boolean isTrue = truth == Truth.TRUE;
            boolean isOwn = readings.exists(reading -> rule.metric().contains(reading.metric()));
            long time = Microseconds.of(readings.head().time());
            boolean isMissed = waiting.endedBy(wasMet, isTrue, isOwn, time);
            whenComparisons.forEach(ComparisonPoints.OnDevice::ask);
            if (didHold && (countsEnding || !device.inspection().isMet(place, index))) {
                // Only then is anybody asked whether it is to end.
                untilComparisons.forEach(ComparisonPoints.OnDevice::ask);
            }
            missed.forEach(point -> points.seeIf(isMissed, point));
            look();
        }

        /** After an observation or a deadline. */
        void look() {
            Inspection now = device.inspection();
            wasMet = now.isMet(place, index);
            didHold = now.holds(place, index);
            points.seeIf(didHold, held);
            met.forEach(point -> points.seeIf(wasMet, point));
        }
    }
}
