package io.vigie.domain.monitor.alarms;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.alarm.AlarmTransition.Cleared;
import io.vigie.domain.alarm.AlarmTransition.Deescalated;
import io.vigie.domain.alarm.AlarmTransition.Escalated;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.alarm.AlarmTransition.Raised;
import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.alarm.Explanation.Calculated;
import io.vigie.domain.alarm.Explanation.Deadline;
import io.vigie.domain.alarm.Explanation.EntryStatus;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.alarm.Explanation.FoundByClock;
import io.vigie.domain.alarm.Explanation.StateBefore;
import io.vigie.domain.monitor.compiled.Calculation;
import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.text.NumberText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells one transition: its message and its explanation. It is made before the rule's state takes the new severity,
 * and only where there is a transition to tell.
 */
final class Narrator {

    /** An explanation is to be read by people, and {@code times} may be in the thousands. */
    private static final int MOST_OCCURRENCES_TOLD = 100;

    /** What a message has in place of a value that there is not. */
    private static final String NOTHING = "-";

    private final MetricTable metrics;
    private final AlarmState device;
    private final CompiledRule rule;
    private final RuleState state;
    private final long time;
    private final @Nullable String deadline;
    private final StateBefore before;

    Narrator(
            MetricTable metrics,
            AlarmState device,
            CompiledRule rule,
            RuleState state,
            long time,
            @Nullable String deadline) {
        this.metrics = metrics;
        this.device = device;
        this.rule = rule;
        this.state = state;
        this.time = time;
        this.deadline = deadline;
        before = new StateBefore(
                Option.when(state.severity != RuleState.NO_ALARM, () -> Severity.ofRank(state.severity)),
                instant(state.raisedAt),
                instant(state.clearingSince));
    }

    void raised(int severity, TransitionTarget target) {
        Severity now = Severity.ofRank(severity);
        target.transition(new Raised(occasion(now), now));
    }

    void changed(int severity, TransitionTarget target) {
        Severity from = Severity.ofRank(state.severity);
        Severity now = Severity.ofRank(severity);
        target.transition(
                now.compareTo(from) > 0
                        ? new Escalated(occasion(now), from, now)
                        : new Deescalated(occasion(now), from, now));
    }

    void cleared(TransitionTarget target) {
        Severity last = Severity.ofRank(state.severity);
        target.transition(new Cleared(occasion(last), last));
    }

    private Occasion occasion(Severity severity) {
        MetricState last = device.metrics[state.lastMetric];
        Metric metric = metrics.metric(state.lastMetric);
        Instant eventTime = Microseconds.instant(time);
        return new Occasion(
                AlarmId.of(rule.rule.id(), device.device, Microseconds.instant(state.raisedAt), state.raises),
                rule.rule.id(),
                device.device,
                metric,
                eventTime,
                last.latest,
                Option.of(last.unit),
                rule.message.fill(placeholder -> placeholder(placeholder, severity)),
                new Explanation(
                        entries(),
                        evidence(),
                        calculated(),
                        Option.of(deadline).map(kind -> new Deadline(kind, eventTime, foundByClock())),
                        before),
                rule.rule.shadow());
    }

    /** Where the clock found the deadline, and no reading did: when that was due. */
    private Option<FoundByClock> foundByClock() {
        return Option.when(
                device.clockDelay != Microseconds.NONE,
                () -> new FoundByClock(
                        Microseconds.instant(time + device.clockDelay), Microseconds.duration(device.lag)));
    }

    /** What stands in a message for a placeholder; nothing for what no message has. */
    private String placeholder(String name, Severity severity) {
        MetricState last = device.metrics[state.lastMetric];
        return switch (name) {
            case "device" -> device.device.value();
            case "metric" -> metrics.metric(state.lastMetric).name();
            case "value" -> last.isSeen() ? NumberText.of(last.latest) : NOTHING;
            case "unit" -> last.unit == null ? "" : last.unit;
            case "rule" -> rule.rule.id().value();
            case "severity" -> severity.word();
            case "time" -> Microseconds.instant(time).toString();
            default -> "";
        };
    }

    private Seq<EntryStatus> entries() {
        List<EntryStatus> told = new ArrayList<>();
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            told.add(new EntryStatus(
                    Severity.ofRank(entry.severity),
                    entry.text,
                    now.held,
                    now.holds,
                    instant(entry.keptFor > 0 ? lastMet(now) : now.since),
                    instant(entry.untilFor > 0 && now.ended != Microseconds.NONE ? now.ended : now.endingSince),
                    Option.when(entry.times > 0, () -> counting(entry, now))));
        }
        return Array.ofAll(told);
    }

    /** Of an entry that {@code holds}, when it was met last, though a deadline may just have ended it. */
    private static long lastMet(EntryState entry) {
        return entry.ended == Microseconds.NONE ? entry.since : entry.ended;
    }

    /** How many of the readings on which the condition was true count towards {@code times}. */
    private int counting(CompiledEntry entry, EntryState state) {
        return entry.kind == CompiledEntry.Kind.REPEATED_WITHIN
                ? state.occurrences.countAfter(time - entry.duration)
                : state.occurrences.size();
    }

    /** The functions as the rule's latest evaluation saw them, which for a deadline was at the last reading. */
    private Seq<Calculated> calculated() {
        device.now = device.metrics[state.lastMetric].latestTime;
        List<Calculated> told = new ArrayList<>();
        for (Calculation calculation : rule.calculations) {
            double value = calculation.quantity().evaluate(device);
            told.add(new Calculated(calculation.text(), Option.when(!Double.isNaN(value), value)));
        }
        return Array.ofAll(told);
    }

    /**
     * The first reading of each run, those that count towards {@code times}, those that functions of the past hang on, and
     * the latest of each metric.
     */
    private Seq<Evidence> evidence() {
        Set<Evidence> told = new LinkedHashSet<>();
        for (int i = 0; i < rule.entries.length; i++) {
            EntryState entry = state.entries[i];
            long first = rule.entries[i].keptFor > 0 ? lastMet(entry) : entry.since;
            if (remembersFirst(rule.entries[i]) && first != Microseconds.NONE) {
                told.add(evidence(entry.firstMetric, first, entry.firstValue));
            }
            Occurrences occurrences = entry.occurrences;
            int counting = Math.min(counting(rule.entries[i], entry), MOST_OCCURRENCES_TOLD);
            for (int j = occurrences.size() - counting; j < occurrences.size(); j++) {
                told.add(evidence(occurrences.metricAt(j), occurrences.timeAt(j), occurrences.valueAt(j)));
            }
        }
        device.now = device.metrics[state.lastMetric].latestTime;
        for (CompiledRule.Look look : rule.looks) {
            device.metrics[look.metric()].tell(
                    look.kept(),
                    device.now,
                    look.span(),
                    MOST_OCCURRENCES_TOLD,
                    (at, value) -> told.add(evidence(look.metric(), at, value)));
        }
        for (int place : rule.metrics) {
            MetricState metric = device.metrics[place];
            if (metric.isSeen()) {
                told.add(evidence(place, metric.latestTime, metric.latest));
            }
        }
        return Array.ofAll(told);
    }

    private static boolean remembersFirst(CompiledEntry entry) {
        return entry.kind == CompiledEntry.Kind.HELD_FOR || entry.keptFor > 0;
    }

    private Evidence evidence(int place, long at, double value) {
        return new Evidence(metrics.metric(place), Microseconds.instant(at), value);
    }

    private static Option<Instant> instant(long time) {
        return time == Microseconds.NONE ? Option.none() : Option.some(Microseconds.instant(time));
    }
}
