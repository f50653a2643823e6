package io.vigie.application.review;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.PastReading;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation.EntryStatus;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.monitor.EvaluationObserver;
import io.vigie.domain.monitor.Inspection;
import io.vigie.domain.monitor.MonitoredDevice;
import io.vigie.domain.monitor.RuleStanding;
import io.vigie.domain.reading.DeviceId;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Watches one rule over one device's readings, and takes down how one of its alarms came about. */
final class TellAlarm implements DeviceScan<AlarmStory> {

    private static final long serialVersionUID = 1;

    private final Rule rule;
    private final PastAlarm alarm;
    private final HistoryTerms terms;
    private final long end;

    TellAlarm(Rule rule, PastAlarm alarm, HistoryTerms terms, long end) {
        this.rule = rule;
        this.alarm = alarm;
        this.terms = terms;
        this.end = end;
    }

    @Override
    public Option<AlarmStory> scan(DeviceId device, Iterator<PastReading> readings) {
        Watch watch = new Watch();
        // Those of other metrics too: they move the device's watermark and its lag.
        DeviceReplay replay =
                new DeviceReplay(DeviceReplay.fleet(RuleBook.of(Array.of(rule)).get(), terms), device, watch);
        watch.transitions = replay.transitions();
        readings.forEachRemaining(replay::take);
        replay.finish(end);
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
    private final class Watch implements DeviceReplay.Onlooker, EvaluationObserver {

        private static final int STEPS_BEFORE = 3;
        private static final int MOST_STEPS = 400;

        private final Comparisons comparisons = new Comparisons(rule);
        private final Instant beginning = beginning();
        private final Deque<Step> earlier = new ArrayDeque<>();
        private final List<Step> steps = new ArrayList<>();
        private long leftOut;
        private NearMissWatch missesBefore = new NearMissWatch(comparisons);
        private final NearMissWatch missesAfter = new NearMissWatch(comparisons);

        /** What happened and is not noted yet. */
        private List<AlarmTransition> transitions = new ArrayList<>();

        private @Nullable Inspection inspection;
        private @Nullable RuleStanding standing;
        private boolean isOver;
        private boolean isRaisedAgain;

        @Override
        public void begins(MonitoredDevice device) {
            inspection = device.inspection();
            comparisons.of(inspection);
            standing = standing();
            device.watch(this);
        }

        private Inspection inspection() {
            return Objects.requireNonNull(inspection);
        }

        private RuleStanding standing() {
            return inspection().standing(rule.id()).get();
        }

        @Override
        public void observed() {
            Seq<Evidence> observed = inspection().observed();
            RuleStanding before = Objects.requireNonNull(standing);
            standing = standing();
            Instant at = observed.head().time();
            lookOut(at, before, standing);
            note(new Step(
                    Option.some(readings(observed)),
                    at,
                    comparisons.all().map(Comparisons.One::outcome),
                    Standings.tell(rule, standing),
                    Option.when(!transitions.isEmpty(), () -> transitions.get(0))));
            transitions.clear();
        }

        /** Of several metrics the one that a transition would name. */
        private Step.Readings readings(Seq<Evidence> observed) {
            Evidence told = Reads.metricsOf(rule)
                    .flatMap(metric -> observed.find(each -> each.metric().equals(metric)))
                    .head();
            return Step.Readings.one(told.metric().name(), told.time(), told.value());
        }

        @Override
        public void reached() {
            done();
        }

        /** What happened without an evaluation: deadlines, a silence that ended with a late reading, forgetting. */
        @Override
        public void done() {
            for (AlarmTransition transition : transitions) {
                note(new Step(
                        Option.none(),
                        transition.occasion().eventTime(),
                        Vector.empty(),
                        Standings.tell(rule, standing()),
                        Option.some(transition)));
            }
            transitions.clear();
            standing = standing();
        }

        private void lookOut(Instant at, RuleStanding before, RuleStanding after) {
            boolean quiet = before.severity().isEmpty() && after.severity().isEmpty();
            if (quiet && !at.isAfter(beginning)) {
                missesBefore.evaluated(at, before, after);
            } else if (quiet && isOver && !isRaisedAgain) {
                missesAfter.evaluated(at, before, after);
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
