package io.vigie.application.review;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation.EntryStatus;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.monitor.RuleStanding;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.expression.Call;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Watches one rule over one device's readings, and takes down how one of its alarms came about. */
final class TellAlarm implements DeviceScan<AlarmStory> {

    private static final long serialVersionUID = 1;

    private final Rule rule;
    private final PastAlarm alarm;
    private final long end;

    TellAlarm(Rule rule, PastAlarm alarm, long end) {
        this.rule = rule;
        this.alarm = alarm;
        this.end = end;
    }

    @Override
    public Option<AlarmStory> scan(DeviceId device, Iterator<PastReading> readings) {
        Watch watch = new Watch(device);
        Set<String> metrics = Reads.metricsOf(rule).map(Metric::name);
        while (readings.hasNext()) {
            PastReading reading = readings.next();
            if (metrics.contains(reading.metric())) {
                watch.take(reading);
            }
        }
        return Option.some(watch.story());
    }

    /** When what led to the alarm begins: with the first reading it rests on. */
    private Instant beginning() {
        AlarmTransition raising = alarm.transitions().head();
        Seq<Instant> times = raising.occasion()
                .explanation()
                .readings()
                .map(Evidence::time)
                .appendAll(raising.occasion().explanation().entries().flatMap(EntryStatus::since))
                .appendAll(Reads.callsIn(rule)
                        .flatMap(Call::span)
                        .map(span -> alarm.raisedAt().minus(span)))
                .append(alarm.raisedAt());
        return times.min().get();
    }

    /** One run of the rule. */
    private final class Watch {

        private static final int STEPS_BEFORE = 3;
        private static final int MOST_STEPS = 400;

        private final DeviceReplay replay;
        private final Comparisons comparisons;
        private final Instant beginning = beginning();
        private final Deque<Step> earlier = new ArrayDeque<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<PastReading> together = new ArrayList<>();
        private long leftOut;
        private NearMissWatch missesBefore;
        private final NearMissWatch missesAfter;
        private RuleStanding standing;
        private boolean isOver;
        private boolean isRaisedAgain;

        Watch(DeviceId device) {
            RuleBook alone = RuleBook.of(Array.of(rule)).get();
            replay = new DeviceReplay(DeviceReplay.fleet(alone), device);
            comparisons = new Comparisons(rule, replay.inspection());
            missesBefore = new NearMissWatch(comparisons);
            missesAfter = new NearMissWatch(comparisons);
            standing = standing();
        }

        private RuleStanding standing() {
            return replay.inspection().standing(rule.id()).get();
        }

        void take(PastReading reading) {
            if (!together.isEmpty() && together.get(0).eventTime() != reading.eventTime()) {
                evaluate();
            }
            together.add(reading);
        }

        /** Readings of one event time are evaluated together: what comes of them comes with the last. */
        private void evaluate() {
            if (together.isEmpty()) {
                return;
            }
            long time = together.get(0).eventTime();
            replay.advance(time);
            deadlines();
            RuleStanding before = standing;
            together.forEach(replay::take);
            replay.advance(time);
            standing = standing();
            Instant at = Microseconds.instant(time);
            lookOut(at, before);
            Vector<AlarmTransition> transitions = Vector.ofAll(replay.transitions());
            transitions.dropRight(1).forEach(transition -> note(step(Option.none(), at, Option.some(transition))));
            for (int i = 0; i < together.size(); i++) {
                PastReading reading = together.get(i);
                note(step(
                        Option.some(Step.Readings.one(reading.metric(), at, reading.value())),
                        at,
                        i + 1 < together.size() ? Option.none() : transitions.lastOption()));
            }
            together.clear();
            replay.transitions().clear();
        }

        private Step step(Option<Step.Readings> readings, Instant at, Option<AlarmTransition> transition) {
            return new Step(
                    readings,
                    at,
                    comparisons.all().map(Comparisons.One::outcome),
                    Standings.tell(rule, standing),
                    transition);
        }

        /** What the deadlines that were just taken have done. */
        private void deadlines() {
            for (AlarmTransition transition : replay.transitions()) {
                note(new Step(
                        Option.none(),
                        transition.occasion().eventTime(),
                        Vector.empty(),
                        Standings.tell(rule, standing()),
                        Option.some(transition)));
            }
            replay.transitions().clear();
            standing = standing();
        }

        private void lookOut(Instant at, RuleStanding before) {
            boolean quiet = before.severity().isEmpty() && standing.severity().isEmpty();
            if (quiet && !at.isAfter(beginning)) {
                missesBefore.evaluated(at, before, standing);
            } else if (quiet && isOver && !isRaisedAgain) {
                missesAfter.evaluated(at, before, standing);
            } else if (at.isBefore(beginning)) {
                // An earlier alarm: what was missed before it belongs to that one.
                missesBefore = new NearMissWatch(comparisons);
            }
        }

        private void note(Step step) {
            boolean isThis = step.transition()
                    .exists(transition -> transition.occasion().alarm().equals(alarm.id()));
            if (isOver) {
                isRaisedAgain = isRaisedAgain || (!isThis && step.transition().isDefined());
            } else if (step.at().isBefore(beginning) && !isThis) {
                earlier.addLast(step);
                if (earlier.size() > STEPS_BEFORE) {
                    earlier.removeFirst();
                }
            } else {
                add(step);
            }
            isOver = isOver
                    || (isThis
                            && step.transition()
                                    .exists(transition -> transition.word().equals("cleared")));
        }

        private void add(Step step) {
            if (steps.isEmpty()) {
                steps.addAll(earlier);
            }
            Option<Step> joined = steps.isEmpty()
                    ? Option.none()
                    : steps.get(steps.size() - 1).joined(step);
            if (joined.isDefined()) {
                steps.set(steps.size() - 1, joined.get());
            } else if (steps.size() < MOST_STEPS || step.transition().isDefined()) {
                steps.add(step);
            } else {
                leftOut++;
            }
        }

        AlarmStory story() {
            evaluate();
            replay.finish(end);
            deadlines();
            return new AlarmStory(
                    rule,
                    alarm,
                    Vector.ofAll(steps),
                    leftOut,
                    missesBefore.untilAlarm(),
                    isRaisedAgain ? missesAfter.untilAlarm() : missesAfter.untilEnd());
        }
    }
}
