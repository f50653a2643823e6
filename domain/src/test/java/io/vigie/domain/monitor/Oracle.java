package io.vigie.domain.monitor;

import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.monitor.OracleDevice.Happening;
import io.vigie.domain.monitor.OracleDevice.Heard;
import io.vigie.domain.monitor.OracleDevice.Observed;
import io.vigie.domain.monitor.OracleDevice.Reached;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule means, told from the specification and as slowly as it likes: most questions look through the whole
 * history from its beginning. It shares no code with the kernel.
 */
final class Oracle {

    private final Rule rule;
    private final DeviceId device;
    private final List<String> metrics;

    /** The readings that the rule was evaluated on so far. */
    private final List<Sent> readings = new ArrayList<>();

    private final OracleValues values;
    private final List<Entry> entries;
    private final List<Told> told = new ArrayList<>();

    private @Nullable Severity active;
    private @Nullable AlarmId alarm;
    private @Nullable Long noneSince;
    private @Nullable Sent last;

    private Oracle(Rule rule, DeviceId device) {
        this.rule = rule;
        this.device = device;
        metrics = Reads.metricsOf(rule).map(metric -> metric.name()).toJavaList();
        values = new OracleValues(readings, rule.metric().map(metric -> metric.name()));
        entries = rule.raise().map(Entry::new).toJavaList();
    }

    /** What the rule's alarm goes through. */
    static List<Told> transitions(Rule rule, DeviceId device, List<Happening> happenings) {
        Oracle oracle = new Oracle(rule, device);
        for (Happening happening : happenings) {
            if (happening instanceof Observed observed) {
                oracle.takeDeadlines(observed.time());
                oracle.observe(observed);
            } else if (happening instanceof Reached reached) {
                oracle.takeDeadlines(reached.before());
            } else {
                oracle.hear((Heard) happening);
            }
        }
        return oracle.told;
    }

    private void observe(Observed observed) {
        List<Sent> own = observed.readings().stream()
                .filter(reading -> metrics.contains(reading.metric()))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        readings.addAll(own);
        last = metrics.stream()
                .flatMap(metric ->
                        own.stream().filter(reading -> reading.metric().equals(metric)))
                .findFirst()
                .get();
        boolean isHeard = own.stream().anyMatch(reading -> isOwn(reading.metric()));
        entries.forEach(entry -> entry.evaluate(observed.time(), isHeard));
        settle(observed.time());
    }

    private boolean isOwn(String metric) {
        return rule.metric().exists(own -> own.name().equals(metric));
    }

    private void hear(Heard heard) {
        if (isOwn(heard.metric())
                && entries.stream().filter(entry -> entry.hear(heard.time())).count() > 0) {
            settle(heard.time());
        }
    }

    private void takeDeadlines(long before) {
        while (true) {
            Stream<Long> clearing =
                    noneSince == null ? Stream.empty() : Stream.of(noneSince + Microseconds.of(rule.clearFor()));
            long next = Stream.concat(entries.stream().map(Entry::deadline), clearing)
                    .min(Long::compare)
                    .get();
            if (next >= before) {
                return;
            }
            boolean clears = noneSince != null && noneSince + Microseconds.of(rule.clearFor()) == next;
            if (entries.stream().filter(entry -> entry.reach(next)).count() > 0) {
                settle(next);
            }
            if (clears && noneSince != null) {
                clear(next);
            }
        }
    }

    private void settle(long time) {
        Severity gravest = entries.stream()
                .filter(entry -> entry.holds)
                .map(entry -> entry.entry.severity())
                .max(Severity::compareTo)
                .orElse(null);
        if (gravest != null) {
            noneSince = null;
            if (active == null) {
                raise(time, gravest);
            } else if (gravest != active) {
                tell(time, gravest.compareTo(active) > 0 ? "escalated" : "deescalated", gravest);
            }
            active = gravest;
        } else if (active != null && noneSince == null) {
            if (rule.clearFor().isZero()) {
                clear(time);
            } else {
                noneSince = time;
            }
        }
    }

    private void raise(long time, Severity severity) {
        long at = notBeforeTheLast(time);
        long before = told.stream()
                .filter(each -> each.word().equals("raised") && each.time() == at)
                .count();
        alarm = AlarmId.of(rule.id(), device, Microseconds.instant(at), (int) before + 1);
        tell(time, "raised", severity);
    }

    private void clear(long time) {
        tell(time, "cleared", Objects.requireNonNull(active));
        active = null;
        noneSince = null;
    }

    private long notBeforeTheLast(long time) {
        return told.isEmpty() ? time : Math.max(time, told.get(told.size() - 1).time());
    }

    private void tell(long time, String word, Severity severity) {
        Sent by = last == null ? new Sent(time, metrics.get(0), Double.NaN) : last;
        told.add(new Told(
                notBeforeTheLast(time),
                rule.id().value(),
                word,
                severity.word(),
                by.metric(),
                by.value(),
                Objects.requireNonNull(alarm)));
    }

    private @Nullable Boolean truth(Condition condition) {
        return values.truth(condition, readings.size() - 1);
    }

    /** An entry, with all that it was evaluated on. */
    private final class Entry {

        private record Evaluation(long time, boolean isTrue, boolean isEnding) {}

        final RaiseEntry entry;
        private final List<Evaluation> evaluations = new ArrayList<>();
        private @Nullable Long heardAt;
        private boolean met;
        boolean holds;
        private long heldFrom;
        private long lastMet;

        /** How many evaluations there were when it began to hold. */
        private int evaluationsBefore;

        Entry(RaiseEntry entry) {
            this.entry = entry;
        }

        void evaluate(long time, boolean isHeard) {
            Boolean when = Reads.conditionOf(entry.trigger())
                    .map(condition -> Optional.ofNullable(truth(condition)))
                    .getOrElse(Optional.of(false))
                    .orElse(null);
            if (when == null && entry.keepsUndefined()) {
                return;
            }
            boolean isEnding = entry.until().exists(until -> Boolean.TRUE.equals(truth(until)));
            evaluations.add(new Evaluation(time, Boolean.TRUE.equals(when), isEnding));
            if (entry.trigger() instanceof Trigger.Silent) {
                heardAt = isHeard ? Long.valueOf(time) : heardAt;
                met = met && !isHeard;
            } else {
                met = isMet(time);
            }
            if (met) {
                lastMet = time;
            }
            if (met && !holds) {
                begin(time, evaluations.size() - 1);
            } else if (!met && holds) {
                holds = !isOver(time);
            }
        }

        private void begin(long time, int before) {
            holds = true;
            heldFrom = time;
            evaluationsBefore = before;
        }

        private boolean isMet(long time) {
            if (entry.trigger() instanceof Trigger.HeldFor held) {
                List<Evaluation> run = run();
                return !run.isEmpty()
                        && ((met && run.size() > 1) || time - run.get(0).time() >= Microseconds.of(held.duration()));
            }
            if (entry.trigger() instanceof Trigger.Repeated repeated) {
                return run().size() >= repeated.times();
            }
            if (entry.trigger() instanceof Trigger.RepeatedWithin repeated) {
                long after = time - Microseconds.of(repeated.within());
                return evaluations.stream()
                                .filter(each -> each.isTrue() && each.time() > after)
                                .count()
                        >= repeated.times();
            }
            return !run().isEmpty();
        }

        /** The last evaluations, as far back as all are true. */
        private List<Evaluation> run() {
            int first = evaluations.size();
            while (first > 0 && evaluations.get(first - 1).isTrue()) {
                first--;
            }
            return evaluations.subList(first, evaluations.size());
        }

        /** Whether it ends on an evaluation at this time, on which it is not met. */
        private boolean isOver(long time) {
            if (entry.ending().isEmpty()) {
                return true;
            }
            if (entry.ending().get() instanceof Ending.Until until) {
                if (until.duration().isZero()) {
                    return evaluations.get(evaluations.size() - 1).isEnding();
                }
                Long since = endingSince();
                return since != null && time - since >= Microseconds.of(until.duration());
            }
            return false;
        }

        /** Since when {@code until} has been true while it has held. */
        private @Nullable Long endingSince() {
            int first = evaluations.size();
            while (first > 0 && evaluations.get(first - 1).isEnding()) {
                first--;
            }
            if (first == evaluations.size()) {
                return null;
            }
            return first <= evaluationsBefore
                    ? Long.valueOf(heldFrom)
                    : Long.valueOf(evaluations.get(first).time());
        }

        boolean hear(long time) {
            if (!(entry.trigger() instanceof Trigger.Silent)) {
                return false;
            }
            heardAt = heardAt == null ? time : Math.max(heardAt, time);
            boolean ended = met;
            met = false;
            if (ended) {
                holds = entry.ending().isDefined()
                        && !(entry.ending().get().duration().toNanos() > 0 && isOver(time));
            }
            return ended;
        }

        long deadline() {
            return Math.min(meeting(), ending());
        }

        private long meeting() {
            if (met) {
                return Long.MAX_VALUE;
            }
            if (entry.trigger() instanceof Trigger.Silent silent && heardAt != null) {
                return heardAt + Microseconds.of(silent.duration());
            }
            return entry.trigger() instanceof Trigger.HeldFor held && !run().isEmpty()
                    ? run().get(0).time() + Microseconds.of(held.duration())
                    : Long.MAX_VALUE;
        }

        private long ending() {
            Ending ending = entry.ending().getOrNull();
            if (holds && ending instanceof Ending.Holds) {
                return lastMet + Microseconds.of(ending.duration());
            }
            if (holds
                    && !met
                    && ending instanceof Ending.Until
                    && !ending.duration().isZero()) {
                Long since = endingSince();
                return since == null ? Long.MAX_VALUE : since + Microseconds.of(ending.duration());
            }
            return Long.MAX_VALUE;
        }

        boolean reach(long time) {
            if (meeting() == time) {
                met = true;
                if (!holds) {
                    begin(time, evaluations.size() - 1);
                }
                return true;
            }
            if (ending() == time) {
                met = false;
                holds = false;
                return true;
            }
            return false;
        }
    }
}
