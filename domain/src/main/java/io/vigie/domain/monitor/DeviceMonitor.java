package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.compiled.CompiledEntry;
import io.vigie.domain.monitor.compiled.CompiledRule;
import io.vigie.domain.monitor.readings.MeasuredCondition;
import io.vigie.domain.monitor.readings.MetricLimits;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.monitor.readings.RecentReadings;
import io.vigie.domain.monitor.readings.TimesOfTruth;
import io.vigie.domain.monitor.windows.CompiledWindow;
import io.vigie.domain.monitor.windows.DeviceWindows;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowDefinition;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rules and windows that monitor a device, made ready. It keeps nothing of any device, so one serves all the {@link
 * MonitoredDevice}s that the same rules and windows watch, on any thread.
 */
final class DeviceMonitor {

    /** A metric that windows are of, and nothing is kept of yet. */
    static final int UNPLACED = -2;

    final long outOfOrder;
    final long late;
    final int mostMetrics;

    /** How long after its last arrival a device is forgotten, or {@link Microseconds#NEVER}. */
    final long forgetAfter;

    final MetricTable metrics;
    final CompiledRule[] rules;
    final CompiledWindow[] windows;

    /** For each metric, the rules that read it, in the book's order. */
    final int[][] readers;

    /** Of those, the ones that a reading may change though its value passes none of the {@link #limits}. */
    final int[][] restless;

    /** For each metric, the conditions that read it and of which it is kept when they were true. */
    final int[][] measured;

    /** For each metric, the limits of all the other rules that read it. */
    final MetricLimits[] limits;

    /** The same as bits, for observations of several metrics. */
    private final long[][] readersBits;

    private final long[][] restlessBits;

    final int words;

    /** For each metric, the rules that wait for it while it is silent. */
    final int[][] listeners;

    /** How far back readings count as repeated, or {@link Microseconds#NONE}. */
    final long duplicates;

    /** The lag of a device whose state was written before there were lags, until it is heard. */
    final long lagBefore;

    DeviceMonitor(
            Seq<Rule> rules,
            Seq<WindowDefinition> windows,
            PercentileSketches sketches,
            TimePolicy time,
            FleetLimits fleetLimits,
            long lagBefore) {
        mostMetrics = fleetLimits.metricsPerDevice();
        forgetAfter = fleetLimits.forgetAfter().map(Microseconds::of).getOrElse(Microseconds.NEVER);
        outOfOrder = Microseconds.of(time.outOfOrder());
        late = Microseconds.of(time.late());
        metrics = new MetricTable(rules);
        this.rules = rules.map(rule -> new CompiledRule(rule, metrics)).toJavaArray(CompiledRule[]::new);
        this.windows =
                windows.map(window -> new CompiledWindow(window, sketches)).toJavaArray(CompiledWindow[]::new);
        readers = new int[metrics.size()][];
        restless = new int[metrics.size()][];
        measured = new int[metrics.size()][];
        limits = new MetricLimits[metrics.size()];
        for (int metric = 0; metric < readers.length; metric++) {
            readers[metric] = readersOf(metric);
            measured[metric] = metrics.conditionsOf(metric);
            restless[metric] = IntStream.of(readers[metric])
                    .filter(rule -> this.rules[rule].limits().isEmpty())
                    .toArray();
            limits[metric] = new MetricLimits(IntStream.of(readers[metric])
                    .mapToObj(rule -> this.rules[rule].limits())
                    .flatMapToDouble(some -> some.toJavaStream()
                            .flatMapToDouble(all -> all.toJavaStream().mapToDouble(limit -> limit))));
        }
        words = (this.rules.length + Long.SIZE - 1) / Long.SIZE;
        readersBits = bits(readers);
        restlessBits = bits(restless);
        listeners = new int[metrics.size()][];
        for (int metric = 0; metric < listeners.length; metric++) {
            listeners[metric] = listenersTo(metric);
        }
        duplicates = time.duplicates().map(Microseconds::of).getOrElse(Microseconds.NONE);
        this.lagBefore = lagBefore;
    }

    private int[] listenersTo(int metric) {
        return IntStream.range(0, rules.length)
                .filter(rule -> rules[rule].ownMetric == metric
                        && Arrays.stream(rules[rule].entries)
                                .anyMatch(entry -> entry.kind == CompiledEntry.Kind.SILENT))
                .toArray();
    }

    private long[][] bits(int[][] rulesOf) {
        long[][] bits = new long[rulesOf.length][words];
        for (int metric = 0; metric < rulesOf.length; metric++) {
            for (int rule : rulesOf[metric]) {
                bits[metric][rule / Long.SIZE] |= 1L << rule;
            }
        }
        return bits;
    }

    /** Adds the rules to these bits that a reading of a metric may change: all its readers, or the restless of them. */
    void addDue(long[] due, int metric, boolean isCalm) {
        long[] more = isCalm ? restlessBits[metric] : readersBits[metric];
        for (int i = 0; i < due.length; i++) {
            due[i] |= more[i];
        }
    }

    private int[] readersOf(int metric) {
        int[] found = new int[rules.length];
        int count = 0;
        for (int i = 0; i < rules.length; i++) {
            for (int read : rules[i].metrics) {
                if (read == metric) {
                    found[count++] = i;
                    break;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The state of a device that has sent nothing yet. */
    DeviceState newDevice(DeviceId device) {
        MetricState[] metricStates = new MetricState[metrics.size()];
        for (int i = 0; i < metricStates.length; i++) {
            metricStates[i] = new MetricState(metrics.needs(i));
        }
        RuleState[] ruleStates = new RuleState[rules.length];
        for (int i = 0; i < ruleStates.length; i++) {
            ruleStates[i] = RuleState.of(rules[i]);
        }
        TimesOfTruth[] truths =
                metrics.conditions().stream().map(MeasuredCondition::newTimes).toArray(TimesOfTruth[]::new);
        DeviceWindows open = windows.length == 0 ? null : new DeviceWindows(device, windows, metrics);
        RecentReadings recent = duplicates == Microseconds.NONE ? null : new RecentReadings(duplicates);
        return new DeviceState(device, metricStates, truths, ruleStates, open, recent);
    }

    /**
     * Looks whether the conditions are true that are measured and read a metric of an observation: once all its values
     * are taken, and before any rule is evaluated on it.
     */
    void measure(DeviceState device, int metric) {
        for (int condition : measured[metric]) {
            metrics.conditions().get(condition).observe(device, device.truths[condition]);
        }
    }

    /** The same after an observation of several metrics. */
    void measure(DeviceState device) {
        for (int metric = 0; metric < measured.length; metric++) {
            if (measured[metric].length > 0 && device.observes(metric)) {
                measure(device, metric);
            }
        }
    }

    /**
     * The place of a metric of this device, {@link MetricTable#UNREAD} where no rule reads it and no windows are of it, or {@link
     * #UNPLACED} where windows are of it and it has no place yet. It is good for this state alone.
     *
     * @throws IllegalArgumentException when windows are of it, and its name is empty or too long
     */
    int metric(DeviceState device, String name) {
        int place = metrics.find(name);
        if (place != MetricTable.UNREAD || device.windows == null) {
            return place;
        }
        place = device.windows.find(name);
        return place == MetricTable.UNREAD && device.windows.areOf(name) ? UNPLACED : place;
    }

    /** Keeps a metric that is not kept, and answers with its place; {@link MetricTable#UNREAD} where it is one too many. */
    int keep(DeviceState device, MonitoredMetric metric) {
        if (device.kept.count() >= mostMetrics) {
            device.kept.letGo(device, watermark(device));
            if (device.kept.count() >= mostMetrics) {
                return MetricTable.UNREAD;
            }
        }
        return keep(device, metric.name, metric.place);
    }

    /** The place of a metric that was kept before, however many there are; {@link MetricTable#UNREAD} where nothing is of it now. */
    int restore(DeviceState device, String name) {
        int place = metric(device, name);
        return place == MetricTable.UNREAD ? MetricTable.UNREAD : keep(device, name, place);
    }

    private static int keep(DeviceState device, String name, int known) {
        int place = known;
        if (place == UNPLACED) {
            DeviceWindows windows = Objects.requireNonNull(device.windows);
            place = windows.find(name);
            if (place == MetricTable.UNREAD) {
                place = windows.place(new Metric(name));
                device.kept.add(place);
            }
        }
        device.kept.keep(place);
        return place;
    }

    /** Readings below this are late. */
    long watermark(DeviceState device) {
        return device.largestTime == Microseconds.NONE
                ? Microseconds.NONE
                : Math.max(device.largestTime - outOfOrder, device.released);
    }
}
