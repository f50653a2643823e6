package io.vigie.domain.monitor;

import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a rule means, told from the specification and as slowly as it likes: every question looks through the whole
 * history from its beginning, and nothing is remembered but whether an entry held and since when the alarm has been
 * active. It shares no code with the kernel.
 */
final class Oracle {

    private final Rule rule;
    private final DeviceId device;

    /** The readings that the rule is evaluated on, in the order of evaluation. */
    private final List<Sent> readings;

    private final OracleValues values;

    /** What was asked before, by condition and reading. */
    private final IdentityHashMap<Condition, Map<Integer, Optional<Boolean>>> truths = new IdentityHashMap<>();

    private final List<Told> told = new ArrayList<>();

    private @Nullable Severity active;
    private long raisedAt;
    private @Nullable Long noneSince;

    private Oracle(Rule rule, DeviceId device, List<Sent> readings) {
        this.rule = rule;
        this.device = device;
        this.readings = readings;
        values = new OracleValues(readings, rule.metric().map(metric -> metric.name()));
    }

    /** The readings that are not late, in the order of their evaluation. */
    static List<Sent> inOrder(List<Sent> arrivals, Duration outOfOrder) {
        List<Sent> onTime = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            long watermark = arrivals.subList(0, i + 1).stream()
                            .mapToLong(Sent::time)
                            .max()
                            .getAsLong()
                    - Microseconds.of(outOfOrder);
            if (arrivals.get(i).time() >= watermark) {
                onTime.add(arrivals.get(i));
            }
        }
        onTime.sort(Comparator.comparingLong(Sent::time));
        return onTime;
    }

    /** What the rule's alarm goes through, up to the end and with it. */
    static List<Told> transitions(Rule rule, DeviceId device, List<Sent> inOrder, long end) {
        Set<String> metrics = Reads.metricsOf(rule).map(metric -> metric.name()).toJavaSet();
        List<Sent> read = inOrder.stream()
                .filter(reading -> metrics.contains(reading.metric()))
                .toList();
        return new Oracle(rule, device, read).run(end);
    }

    /** A point at which something may change: after so many readings, at a reading or at a deadline. */
    private record Moment(long time, int readings, boolean isReading) {}

    private List<Told> run(long end) {
        boolean[] held = new boolean[rule.raise().size()];
        for (Moment moment : moments(end)) {
            clearIfDue(moment, moment.time() - 1);
            Severity gravest = null;
            for (int i = 0; i < held.length; i++) {
                RaiseEntry entry = rule.raise().get(i);
                boolean met = entry.trigger().interpret(new Met(moment));
                held[i] = met || (held[i] && !isEnded(entry, moment));
                if (held[i] && (gravest == null || entry.severity().compareTo(gravest) > 0)) {
                    gravest = entry.severity();
                }
            }
            settle(moment, gravest);
            if (!moment.isReading()) {
                clearIfDue(moment, moment.time());
            }
        }
        clearIfDue(new Moment(end, readings.size(), false), end);
        return told;
    }

    /** Every reading, and every instant that could be a deadline; at one instant the readings come first. */
    private List<Moment> moments(long end) {
        TreeSet<Long> deadlines = new TreeSet<>();
        for (RaiseEntry entry : rule.raise()) {
            long wait = entry.trigger().interpret(new Wait());
            if (wait > 0) {
                readings.forEach(reading -> deadlines.add(reading.time() + wait));
            }
        }
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            while (!deadlines.isEmpty() && deadlines.first() < readings.get(i).time()) {
                moments.add(new Moment(Objects.requireNonNull(deadlines.pollFirst()), i, false));
            }
            moments.add(new Moment(readings.get(i).time(), i + 1, true));
        }
        deadlines.stream()
                .filter(deadline -> deadline <= end)
                .forEach(deadline -> moments.add(new Moment(deadline, readings.size(), false)));
        return moments;
    }

    private boolean isEnded(RaiseEntry entry, Moment moment) {
        return moment.isReading()
                && (entry.until().isEmpty() || isTrue(entry.until().get(), moment.readings() - 1));
    }

    private void settle(Moment moment, @Nullable Severity gravest) {
        if (gravest == null) {
            if (active != null && rule.clearFor().isZero()) {
                tell(moment, moment.time(), "cleared", active);
                active = null;
            } else if (active != null && noneSince == null) {
                noneSince = moment.time();
            }
            return;
        }
        noneSince = null;
        if (active == null) {
            raisedAt = moment.time();
            tell(moment, moment.time(), "raised", gravest);
        } else if (gravest != active) {
            tell(moment, moment.time(), gravest.compareTo(active) > 0 ? "escalated" : "deescalated", gravest);
        }
        active = gravest;
    }

    private void clearIfDue(Moment moment, long upTo) {
        if (active != null && noneSince != null && noneSince + Microseconds.of(rule.clearFor()) <= upTo) {
            int before = moment.isReading() ? moment.readings() - 1 : moment.readings();
            tell(
                    new Moment(moment.time(), before, false),
                    noneSince + Microseconds.of(rule.clearFor()),
                    "cleared",
                    active);
            active = null;
            noneSince = null;
        }
    }

    private void tell(Moment moment, long time, String word, Severity severity) {
        Sent last = readings.get(moment.readings() - 1);
        told.add(new Told(
                time,
                rule.id().value(),
                word,
                severity.word(),
                last.metric(),
                last.value(),
                AlarmId.of(rule.id(), device, Microseconds.instant(raisedAt))));
    }

    private boolean isTrue(Condition condition, int reading) {
        return Boolean.TRUE.equals(truths.computeIfAbsent(condition, any -> new HashMap<>())
                .computeIfAbsent(reading, any -> Optional.ofNullable(values.truth(condition, reading)))
                .orElse(null));
    }

    /** How long after a reading an entry may come to hold by itself. */
    private static final class Wait implements Trigger.Algebra<Long> {
        @Override
        public Long immediately(Trigger.Immediately node) {
            return 0L;
        }

        @Override
        public Long heldFor(Trigger.HeldFor node) {
            return Microseconds.of(node.duration());
        }

        @Override
        public Long repeated(Trigger.Repeated node) {
            return 0L;
        }

        @Override
        public Long repeatedWithin(Trigger.RepeatedWithin node) {
            return 0L;
        }

        @Override
        public Long silent(Trigger.Silent node) {
            return Microseconds.of(node.duration());
        }
    }

    /** Whether a trigger is met at a moment. */
    private final class Met implements Trigger.Algebra<Boolean> {
        private final Moment moment;

        Met(Moment moment) {
            this.moment = moment;
        }

        @Override
        public Boolean immediately(Trigger.Immediately node) {
            return isTrue(node.when(), last());
        }

        @Override
        public Boolean heldFor(Trigger.HeldFor node) {
            int first = last() + 1;
            while (first > 0 && isTrue(node.when(), first - 1)) {
                first--;
            }
            return first <= last() && moment.time() >= readings.get(first).time() + Microseconds.of(node.duration());
        }

        @Override
        public Boolean repeated(Trigger.Repeated node) {
            for (int i = 0; i < node.times(); i++) {
                if (last() - i < 0 || !isTrue(node.when(), last() - i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Boolean repeatedWithin(Trigger.RepeatedWithin node) {
            int count = 0;
            for (int i = 0; i <= last(); i++) {
                boolean isWithin =
                        readings.get(i).time() > readings.get(last()).time() - Microseconds.of(node.within());
                if (isWithin && isTrue(node.when(), i)) {
                    count++;
                }
            }
            return count >= node.times();
        }

        @Override
        public Boolean silent(Trigger.Silent node) {
            for (int i = last(); i >= 0; i--) {
                if (readings.get(i).metric().equals(rule.metric().get().name())) {
                    long deadline = readings.get(i).time() + Microseconds.of(node.duration());
                    return moment.isReading() ? moment.time() > deadline : moment.time() >= deadline;
                }
            }
            return false;
        }

        private int last() {
            return moment.readings() - 1;
        }
    }
}
