package io.vigie.adapters.spark.watch;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.pipeline.Measurement;
import io.vigie.application.pipeline.Meter;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's numbers as they stand, added up from what its batches come to. There is no number for a device, and no more
 * than some hundreds for rules and for partitions: what is beyond those is added up under {@link #OTHERS}.
 */
public final class PipelineMeters {

    /** Stands for the rules, or partitions, that have no number of their own. */
    static final String OTHERS = "(others)";

    /** The most rules with numbers of their own, and the most partitions. */
    public static final int MOST_NAMES = 500;

    private static final double A_SECOND = 1_000;

    /** A number, and what it is of. */
    record Series(Meter meter, Seq<String> labels) {}

    private final Clock clock;
    private final Map<Series, DoubleSupplier> numbers = new ConcurrentHashMap<>();
    private final Durations batches = new Durations();
    private final Set<String> rules = new HashSet<>();
    private final Set<String> partitions = new HashSet<>();
    private @Nullable RuleBook bookInForce;
    private @Nullable ActiveAlarms shownAlarms;
    private @Nullable RuleBook shownBook;

    public PipelineMeters(Clock clock) {
        this.clock = clock;
        for (Meter meter : List.of(
                Meter.BATCHES,
                Meter.READINGS,
                Meter.LATE_READINGS,
                Meter.LOST_MESSAGES,
                Meter.VIOLATIONS,
                Meter.WINDOWS,
                Meter.UNCOUNTED_READINGS,
                Meter.FORGOTTEN_DEVICES)) {
            add(meter, 0);
        }
        for (RejectionReason reason : RejectionReason.values()) {
            add(Meter.REJECTED_MESSAGES, 0, reason.word());
        }
    }

    /** A number that somebody else knows. */
    public void watch(Meter meter, DoubleSupplier number, String... labels) {
        numbers.put(new Series(meter, List.of(labels)), number);
    }

    private void add(Meter meter, double more, String... labels) {
        DoubleSupplier sum = numbers.computeIfAbsent(new Series(meter, List.of(labels)), series -> new Sum());
        ((Sum) sum).add(more);
    }

    private void set(Meter meter, double value, String... labels) {
        numbers.put(new Series(meter, List.of(labels)), () -> value);
    }

    /** These rules are in force: what can come of them is there from the beginning, so that the first alarm is seen to come. */
    public synchronized void inForce(RuleBook book) {
        if (Objects.equals(book, bookInForce)) {
            return;
        }
        bookInForce = book;
        for (Rule rule : book.rules()) {
            String name = named(rules, rule.id().value());
            for (Severity severity : rule.raise().map(entry -> entry.severity()).distinct()) {
                Meter transitions = rule.shadow() ? Meter.SHADOW_ALARM_TRANSITIONS : Meter.ALARM_TRANSITIONS;
                add(transitions, 0, name, "raised", severity.word());
                add(transitions, 0, name, "cleared", severity.word());
            }
        }
    }

    /** A batch is written. */
    public synchronized void batchDone(BatchReport report) {
        add(Meter.BATCHES, 1);
        add(Meter.READINGS, (double) report.readings());
        add(Meter.LATE_READINGS, (double) report.late());
        add(Meter.VIOLATIONS, (double) report.violations());
        add(Meter.WINDOWS, (double) report.windows());
        add(Meter.UNCOUNTED_READINGS, (double) report.uncounted());
        add(Meter.FORGOTTEN_DEVICES, (double) report.forgottenDevices());
        add(Meter.HEADERS_LEFT_OUT, (double) report.headersLeftOut());
        add(Meter.LOST_MESSAGES, report.lost().map(LostRange::count).sum().doubleValue());
        report.rejected().forEach((reason, count) -> add(Meter.REJECTED_MESSAGES, count, reason.word()));
        report.transitionsByKind().forEach(this::count);
        report.latestArrival().forEach(arrival -> set(Meter.LATEST_ARRIVAL, seconds(arrival)));
        backlog(report.backlog().toJavaMap());
    }

    private void count(TransitionKind kind, long count) {
        add(
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
        partitions.forEach(partition -> set(Meter.BACKLOG, 0, partition));
        Map<String, Double> named = new java.util.TreeMap<>();
        messages.forEach(
                (partition, left) -> named.merge(named(partitions, partition), left.doubleValue(), Double::sum));
        named.forEach((partition, left) -> set(Meter.BACKLOG, left, partition));
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
    public synchronized void active(ActiveAlarms alarms, RuleBook book) {
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
        numbers.keySet().stream()
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
        named.forEach((labels, count) -> numbers.put(new Series(meter, labels), () -> count));
    }

    /** The pipeline's clock stands there. */
    public void watermark(Instant time) {
        set(Meter.WATERMARK, seconds(time));
        watch(Meter.WATERMARK_DELAY, () -> seconds(clock.instant()) - seconds(time));
    }

    /** A batch is done, with or without something in it. */
    public void done() {
        set(Meter.LAST_BATCH, seconds(clock.instant()));
    }

    /** A batch took so many milliseconds in all, and for each of its steps. */
    void took(long milliseconds, Map<String, Long> steps) {
        batches.add(milliseconds / A_SECOND);
        steps.forEach((step, each) -> add(Meter.BATCH_STEP, each / A_SECOND, step));
    }

    /** The state has so many rows and takes so many bytes. */
    void state(long rows, long bytes) {
        set(Meter.STATE_ROWS, (double) rows);
        set(Meter.STATE_MEMORY, (double) bytes);
    }

    /** So many rows of state were written, which took so many milliseconds in each of the steps. */
    void stateUpdated(long rows, Map<String, Long> steps) {
        add(Meter.STATE_ROWS_UPDATED, (double) rows);
        steps.forEach((step, each) -> add(Meter.STATE_STEP, each / A_SECOND, step));
    }

    private static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }

    /** What there are numbers of. */
    Set<Series> series() {
        return numbers.keySet();
    }

    /** A number as it stands. */
    double value(Series series) {
        return Option.of(numbers.get(series)).map(DoubleSupplier::getAsDouble).getOrElse(Double.NaN);
    }

    /** How long batches took. */
    Measurement.Distribution batchDurations() {
        return batches.distribution();
    }

    /** All of it. */
    public Seq<Measurement> read() {
        return List.<Measurement>ofAll(numbers.entrySet().stream()
                        .map(each -> new Measurement.Value(
                                each.getKey().meter(),
                                each.getKey().labels(),
                                each.getValue().getAsDouble())))
                .append(batchDurations());
    }

    private static final class Sum implements DoubleSupplier {

        private final DoubleAdder sum = new DoubleAdder();

        void add(double more) {
            sum.add(more);
        }

        @Override
        public double getAsDouble() {
            return sum.sum();
        }
    }

    private static final class Durations {

        private static final Seq<Double> BOUNDS = List.of(
                0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 900.0, Double.POSITIVE_INFINITY);

        private final long[] counts = new long[BOUNDS.size()];
        private double sum;

        synchronized void add(double seconds) {
            counts[BOUNDS.indexWhere(bound -> seconds <= bound)]++;
            sum += seconds;
        }

        synchronized Measurement.Distribution distribution() {
            return new Measurement.Distribution(Meter.BATCH_DURATION, BOUNDS, List.ofAll(counts), sum);
        }
    }
}
