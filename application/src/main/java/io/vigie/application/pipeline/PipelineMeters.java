package io.vigie.application.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.application.measurement.Meter;
import io.vigie.application.measurement.Meters;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's numbers as they stand, added up from what its batches come to. There is no number for a device, and no more
 * than some hundreds for rules and for partitions: what is beyond those is added up under {@link #OTHERS}.
 */
final class PipelineMeters {

    /** Stands for the rules, or partitions, that have no number of their own. */
    static final String OTHERS = "(others)";

    /** The most rules with numbers of their own, and the most partitions. */
    static final int MOST_NAMES = 500;

    private final Meters meters;
    private final Supplier<Instant> now;
    private final Set<String> rules = new HashSet<>();
    private final Set<String> partitions = new HashSet<>();
    private @Nullable RuleBook bookInForce;
    private @Nullable ActiveAlarms shownAlarms;
    private @Nullable RuleBook shownBook;

    PipelineMeters(Meters meters, Supplier<Instant> now) {
        this.meters = meters;
        this.now = now;
        for (Meter meter : List.of(
                Meter.BATCHES,
                Meter.READINGS,
                Meter.LATE_READINGS,
                Meter.REPEATED_READINGS,
                Meter.LOST_MESSAGES,
                Meter.VIOLATIONS,
                Meter.WINDOWS,
                Meter.UNCOUNTED_READINGS,
                Meter.FORGOTTEN_DEVICES,
                Meter.SCATTERED_DEVICES)) {
            meters.add(meter, 0);
        }
        for (RejectionReason reason : RejectionReason.values()) {
            meters.add(Meter.REJECTED_MESSAGES, 0, reason.word());
        }
    }

    /** These rules are in force: what can come of them is there from the beginning, so that the first alarm is seen to come. */
    synchronized void inForce(RuleBook book) {
        if (Objects.equals(book, bookInForce)) {
            return;
        }
        bookInForce = book;
        for (Rule rule : book.rules()) {
            String name = named(rules, rule.id().value());
            for (Severity severity : rule.raise().map(entry -> entry.severity()).distinct()) {
                Meter transitions = rule.shadow() ? Meter.SHADOW_ALARM_TRANSITIONS : Meter.ALARM_TRANSITIONS;
                meters.add(transitions, 0, name, "raised", severity.word());
                meters.add(transitions, 0, name, "cleared", severity.word());
            }
        }
    }

    /** A batch is written. */
    synchronized void batchDone(BatchReport report) {
        meters.add(Meter.BATCHES, 1);
        meters.add(Meter.READINGS, (double) report.readings());
        meters.add(Meter.LATE_READINGS, (double) report.late());
        meters.add(Meter.REPEATED_READINGS, (double) report.repeated());
        meters.add(Meter.VIOLATIONS, (double) report.violations());
        meters.add(Meter.WINDOWS, (double) report.windows());
        meters.add(Meter.UNCOUNTED_READINGS, (double) report.uncounted());
        meters.add(Meter.FORGOTTEN_DEVICES, (double) report.forgottenDevices());
        meters.add(Meter.SCATTERED_DEVICES, (double) report.scatteredDevices());
        meters.add(Meter.HEADERS_LEFT_OUT, (double) report.headersLeftOut());
        meters.add(
                Meter.LOST_MESSAGES, report.lost().map(LostRange::count).sum().doubleValue());
        report.rejected().forEach((reason, count) -> meters.add(Meter.REJECTED_MESSAGES, count, reason.word()));
        report.transitionsByKind().forEach(this::count);
        report.latestArrival().forEach(arrival -> meters.set(Meter.LATEST_ARRIVAL, seconds(arrival)));
        backlog(report.backlog().toJavaMap());
    }

    private void count(TransitionKind kind, long count) {
        meters.add(
                kind.shadow() ? Meter.SHADOW_ALARM_TRANSITIONS : Meter.ALARM_TRANSITIONS,
                (double) count,
                named(rules, kind.rule().value()),
                kind.word(),
                kind.severity().word());
    }

    /** What each partition has left; one that is not told of any more has nothing. */
    private void backlog(Map<String, Long> messages) {
        if (messages.isEmpty()) {
            return; // the source cannot tell
        }
        partitions.forEach(partition -> meters.set(Meter.BACKLOG, 0, partition));
        Map<String, Double> named = new java.util.TreeMap<>();
        messages.forEach(
                (partition, left) -> named.merge(named(partitions, partition), left.doubleValue(), Double::sum));
        named.forEach((partition, left) -> meters.set(Meter.BACKLOG, left, partition));
    }

    private static String named(Set<String> known, String name) {
        if (known.contains(name) || known.size() < MOST_NAMES) {
            known.add(name);
            return name;
        }
        known.add(OTHERS);
        return OTHERS;
    }

    /** So many alarms are active, of rules that are in force. */
    synchronized void active(ActiveAlarms alarms, RuleBook book) {
        if (Objects.equals(book, shownBook) && Objects.equals(alarms, shownAlarms)) {
            return;
        }
        shownAlarms = alarms;
        shownBook = book;
        active(Meter.ALARMS_ACTIVE, alarms, book, false);
        active(Meter.SHADOW_ALARMS_ACTIVE, alarms, book, true);
    }

    private void active(Meter meter, ActiveAlarms alarms, RuleBook book, boolean shadow) {
        Map<Seq<String>, Double> named = new java.util.HashMap<>();
        meters.series().stream()
                .filter(series -> series.meter() == meter)
                .forEach(series -> named.put(series.labels(), 0.0));
        for (Rule rule : book.rules().filter(each -> each.shadow() == shadow)) {
            rule.raise()
                    .forEach(entry -> named.put(
                            List.of(
                                    named(rules, rule.id().value()),
                                    entry.severity().word()),
                            0.0));
        }
        alarms.of(book, shadow)
                .forEach((kind, count) -> named.merge(
                        List.of(
                                named(rules, kind.rule().value()),
                                kind.severity().word()),
                        count.doubleValue(),
                        Double::sum));
        named.forEach((labels, count) -> meters.set(meter, count, labels.toJavaArray(String[]::new)));
    }

    /** The pipeline's clock stands there. */
    void watermark(Instant time) {
        meters.set(Meter.WATERMARK, seconds(time));
        meters.watch(Meter.WATERMARK_DELAY, () -> seconds(now.get()) - seconds(time));
    }

    /** A batch is done, with or without something in it. */
    void done() {
        meters.set(Meter.LAST_BATCH, seconds(now.get()));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
