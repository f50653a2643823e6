package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.window.PercentileSketches;
import io.vigie.domain.window.WindowDefinition;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The kernel: the rules and windows of one device, and what its readings make of them. It keeps nothing itself: a
 * device's past is in its {@link DeviceState}, so one monitor serves all the devices that share its rules and windows,
 * on any thread. A {@link MonitoredDevice} holds a state together with the monitor that made it.
 */
final class DeviceMonitor {

    /** A reading of a metric that no rule reads and no windows are of. */
    static final int UNREAD = -1;

    /** A time that no clock reaches. */
    static final long NEVER = Long.MAX_VALUE;

    private final long outOfOrder;
    private final long late;
    private final MetricTable metrics;
    private final CompiledRule[] rules;
    private final CompiledWindow[] windows;

    /** For each metric, the rules that read it, in the book's order. */
    private final int[][] readers;

    /** Of those, the ones that a reading may change though its value passes none of the {@link #limits}. */
    private final int[][] restless;

    /** For each metric, the limits of all the other rules that read it. */
    private final Limits[] limits;

    /** No reading starts a deadline that is nearer than this. */
    private final long shortestWait;

    DeviceMonitor(Seq<Rule> rules, Seq<WindowDefinition> windows, PercentileSketches sketches, TimePolicy time) {
        outOfOrder = Microseconds.of(time.outOfOrder());
        late = Microseconds.of(time.late());
        metrics = new MetricTable(rules);
        this.rules = rules.map(rule -> new CompiledRule(rule, metrics::find)).toJavaArray(CompiledRule[]::new);
        this.windows =
                windows.map(window -> new CompiledWindow(window, sketches)).toJavaArray(CompiledWindow[]::new);
        readers = new int[metrics.size()][];
        restless = new int[metrics.size()][];
        limits = new Limits[metrics.size()];
        for (int metric = 0; metric < readers.length; metric++) {
            readers[metric] = readersOf(metric);
            restless[metric] = IntStream.of(readers[metric])
                    .filter(rule -> this.rules[rule].limits().isEmpty())
                    .toArray();
            limits[metric] = new Limits(IntStream.of(readers[metric])
                    .mapToObj(rule -> this.rules[rule].limits())
                    .flatMapToDouble(some -> some.toJavaStream()
                            .flatMapToDouble(all -> all.toJavaStream().mapToDouble(limit -> limit))));
        }
        shortestWait = shortestWait();
    }

    private long shortestWait() {
        long shortest = NEVER;
        for (CompiledRule rule : rules) {
            if (rule.clearFor > 0) {
                shortest = Math.min(shortest, rule.clearFor);
            }
            for (CompiledEntry entry : rule.entries) {
                if (entry.waits()) {
                    shortest = Math.min(shortest, entry.duration);
                }
            }
        }
        return shortest;
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
            ruleStates[i] = rules[i].newState();
        }
        DeviceWindows open = windows.length == 0 ? null : new DeviceWindows(device, windows, metrics);
        return new DeviceState(device, metricStates, ruleStates, open);
    }

    /**
     * The place of a metric of this device, or {@link #UNREAD} where no rule reads it and no windows are of it. It is
     * good for this state alone.
     *
     * @throws IllegalArgumentException when windows are of it, and its name is empty or too long
     */
    int metric(DeviceState device, String name) {
        int place = metrics.find(name);
        return place != UNREAD || device.windows == null ? place : device.windows.place(name);
    }

    /** Makes a state that was read from bytes ready: its next deadline is not among them. */
    void restored(DeviceState device) {
        device.nextDeadline = earliestDeadline(device);
    }

    /** Readings below this are late. */
    long watermark(DeviceState device) {
        return device.largestTime == Microseconds.NONE ? Microseconds.NONE : device.largestTime - outOfOrder;
    }

    MetricTable metrics() {
        return metrics;
    }

    CompiledRule[] rules() {
        return rules;
    }

    /**
     * Takes a reading that has arrived, and evaluates every reading that the watermark has reached with it.
     *
     * @param device the device's state, which changes
     * @param metric the place of its metric, as {@link #metric(DeviceState, String)} says
     * @param value its value, finite
     * @param unit its unit, where it has one
     * @param eventTime when it was measured
     * @param target takes the transitions
     * @param windowTarget takes the windows that are complete
     */
    Arrival arrive(
            DeviceState device,
            int metric,
            double value,
            @Nullable String unit,
            long eventTime,
            TransitionTarget target,
            WindowTarget windowTarget) {
        device.largestTime = Math.max(device.largestTime, eventTime);
        long watermark = device.largestTime - outOfOrder;
        if (eventTime < watermark) {
            if (device.windows != null && metric != UNREAD) {
                device.windows.takeLate(metric, eventTime, value + 0.0, watermark, windowTarget);
            }
            return watermark - eventTime > late ? Arrival.TOO_LATE : Arrival.LATE;
        }
        if (outOfOrder == 0) {
            if (metric != UNREAD) {
                evaluate(device, metric, value + 0.0, unit, eventTime, target, windowTarget);
            }
        } else {
            if (metric != UNREAD) {
                device.waiting.add(eventTime, metric, value + 0.0, unit);
            }
            release(device, watermark, target, windowTarget);
        }
        if (device.windows != null) {
            device.windows.complete(watermark, windowTarget);
        }
        return Arrival.ON_TIME;
    }

    /**
     * Until when a device that sends nothing more needs no one to look after it: {@link #advanceClock} does nothing
     * for a clock up to this time.
     *
     * @return a time in microseconds, {@link #NEVER} where nothing is to be expected of the device
     */
    long quietUntil(DeviceState device) {
        long rulesAreQuiet = rulesAreQuietUntil(device);
        if (device.windows == null) {
            return rulesAreQuiet;
        }
        long end = device.windows.nextEnd(device.waiting);
        return end == NEVER ? rulesAreQuiet : Math.min(rulesAreQuiet, end - 1);
    }

    private long rulesAreQuietUntil(DeviceState device) {
        return Math.min(device.nextDeadline, earliestWaitEnd(device));
    }

    /**
     * Takes the deadlines before this time, and hands over the windows that end by it, for a device that may have sent
     * nothing since. Readings that wait for earlier ones are evaluated as far as such a deadline or window may hang on
     * them.
     *
     * @param device the device's state, which changes
     * @param clock the pipeline's clock
     * @param target takes the transitions
     * @param windowTarget takes the windows that are complete
     */
    void advanceClock(DeviceState device, long clock, TransitionTarget target, WindowTarget windowTarget) {
        if (quietUntil(device) >= clock) {
            return;
        }
        device.nextDeadline = earliestDeadline(device);
        while (rulesAreQuietUntil(device) < clock) {
            if (device.waiting.size() > 0 && device.waiting.firstTime() <= device.nextDeadline) {
                release(device, device.waiting.firstTime(), target, windowTarget);
            } else {
                takeDeadlines(device, device.nextDeadline + 1, target);
            }
            device.nextDeadline = earliestDeadline(device);
        }
        if (device.windows != null) {
            advanceWindows(device, device.windows, clock, target, windowTarget);
        }
    }

    /** A window is complete only when the readings that wait before its end are counted. */
    private void advanceWindows(
            DeviceState device, DeviceWindows open, long clock, TransitionTarget target, WindowTarget windowTarget) {
        ReorderBuffer waiting = device.waiting;
        open.settle();
        for (long end = open.nextEnd(waiting); end <= clock; end = open.nextEnd(waiting)) {
            if (waiting.size() > 0 && waiting.firstTime() < end) {
                release(device, waiting.firstTime(), target, windowTarget);
            } else {
                open.complete(end, windowTarget);
            }
            open.settle();
        }
        device.nextDeadline = earliestDeadline(device);
    }

    /** The earliest deadline that a waiting reading could start. */
    private long earliestWaitEnd(DeviceState device) {
        return device.waiting.size() == 0 || shortestWait == NEVER ? NEVER : device.waiting.firstTime() + shortestWait;
    }

    /**
     * Evaluates all that waits, then takes the deadlines up to this time and at it, and hands over the windows that end
     * by it: the end of a replay. Windows that end later are not complete, and nothing comes of them.
     *
     * @param device the device's state, which changes
     * @param end where the clock ends
     * @param target takes the transitions
     * @param windowTarget takes the windows that are complete
     */
    void finish(DeviceState device, long end, TransitionTarget target, WindowTarget windowTarget) {
        release(device, NEVER, target, windowTarget);
        takeDeadlines(device, end == NEVER ? NEVER : end + 1, target);
        if (device.windows != null) {
            device.windows.complete(end, windowTarget);
        }
    }

    private void release(DeviceState device, long watermark, TransitionTarget target, WindowTarget windowTarget) {
        ReorderBuffer waiting = device.waiting;
        while (waiting.size() > 0 && waiting.firstTime() <= watermark) {
            long time = waiting.firstTime();
            int metric = waiting.firstMetric();
            double value = waiting.firstValue();
            String unit = waiting.firstUnit();
            waiting.removeFirst();
            evaluate(device, metric, value, unit, time, target, windowTarget);
        }
    }

    private void evaluate(
            DeviceState device,
            int metric,
            double value,
            @Nullable String unit,
            long time,
            TransitionTarget target,
            WindowTarget windowTarget) {
        if (device.windows != null) {
            device.windows.take(metric, time, value, windowTarget);
            if (metric >= readers.length) {
                return;
            }
        }
        if (device.nextDeadline < time) {
            takeDeadlines(device, time, target);
        }
        device.now = time;
        MetricState state = device.metrics[metric];
        state.take(time, value, unit);
        int[] due = restless[metric];
        // A deadline at this very instant is the reading's.
        if (!state.isCalm(value) || device.nextDeadline <= time) {
            limits[metric].enclose(state, value);
            due = readers[metric];
        }
        for (int reader : due) {
            evaluate(device, rules[reader], device.rules[reader], metric, time, target);
        }
    }

    private void evaluate(
            DeviceState device, CompiledRule rule, RuleState state, int metric, long time, TransitionTarget target) {
        state.lastMetric = metric;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            now.held = now.holds;
            now.met = isMet(device, rule, entry, now, metric, time);
            now.holds = now.met || (now.held && !entry.isEnded(device));
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (gravest != state.severity || state.clearingSince != Microseconds.NONE) {
            settle(device, rule, state, gravest, time, null, target);
        }
    }

    private static boolean isMet(
            DeviceState device, CompiledRule rule, CompiledEntry entry, EntryState state, int metric, long time) {
        return switch (entry.kind) {
            case IMMEDIATELY -> entry.isTrue(device);
            case HELD_FOR -> isHeld(device, entry, state, metric, time);
            case REPEATED -> isRepeated(device, entry, state, metric, time);
            case REPEATED_WITHIN -> isRepeatedWithin(device, entry, state, metric, time);
            case SILENT -> metric == rule.ownMetric ? isHeardAgain(device, entry, state, time) : state.met;
        };
    }

    private static boolean isRepeated(
            DeviceState device, CompiledEntry entry, EntryState state, int metric, long time) {
        if (entry.isTrue(device)) {
            state.occurrences.add(time, metric, device.metrics[metric].latest);
        } else {
            state.occurrences.clear();
        }
        return state.occurrences.isFull();
    }

    private static boolean isRepeatedWithin(
            DeviceState device, CompiledEntry entry, EntryState state, int metric, long time) {
        if (entry.isTrue(device)) {
            state.occurrences.add(time, metric, device.metrics[metric].latest);
        }
        return state.occurrences.isFull() && state.occurrences.timeAt(0) > time - entry.duration;
    }

    /** A reading ends a silence, and a new one may begin with it. */
    private static boolean isHeardAgain(DeviceState device, CompiledEntry entry, EntryState state, long time) {
        state.since = time;
        expect(device, time + entry.duration);
        return false;
    }

    private static boolean isHeld(DeviceState device, CompiledEntry entry, EntryState state, int metric, long time) {
        if (!entry.isTrue(device)) {
            state.since = Microseconds.NONE;
            return false;
        }
        if (state.since == Microseconds.NONE) {
            state.since = time;
            state.firstMetric = metric;
            state.firstValue = device.metrics[metric].latest;
            expect(device, time + entry.duration);
        }
        return time - state.since >= entry.duration;
    }

    private static void expect(DeviceState device, long deadline) {
        if (deadline < device.nextDeadline) {
            device.nextDeadline = deadline;
        }
    }

    /** Takes the deadlines before a time, in their order. */
    private void takeDeadlines(DeviceState device, long before, TransitionTarget target) {
        while (true) {
            long deadline = earliestDeadline(device);
            device.nextDeadline = deadline;
            if (deadline >= before) {
                return;
            }
            for (int i = 0; i < rules.length; i++) {
                takeDeadline(device, rules[i], device.rules[i], deadline, target);
            }
        }
    }

    private void takeDeadline(
            DeviceState device, CompiledRule rule, RuleState state, long deadline, TransitionTarget target) {
        boolean clears = state.clearingSince != Microseconds.NONE && state.clearingSince + rule.clearFor == deadline;
        CompiledEntry reached = null;
        int gravest = RuleState.NO_ALARM;
        for (int i = 0; i < rule.entries.length; i++) {
            CompiledEntry entry = rule.entries[i];
            EntryState now = state.entries[i];
            now.held = now.holds;
            if (deadlineOf(entry, now) == deadline) {
                now.met = true;
                now.holds = true;
                reached = reached == null || entry.severity > reached.severity ? entry : reached;
            }
            if (now.holds && entry.severity > gravest) {
                gravest = entry.severity;
            }
        }
        if (reached != null) {
            String kind = reached.kind == CompiledEntry.Kind.SILENT ? "silent" : "for";
            settle(device, rule, state, gravest, deadline, kind, target);
        }
        if (clears && state.clearingSince != Microseconds.NONE) {
            new Narrator(metrics, device, rule, state, deadline, "clear").cleared(target);
            state.severity = RuleState.NO_ALARM;
            state.raisedAt = Microseconds.NONE;
            state.clearingSince = Microseconds.NONE;
        }
    }

    private long earliestDeadline(DeviceState device) {
        long earliest = NEVER;
        for (int i = 0; i < rules.length; i++) {
            RuleState state = device.rules[i];
            if (state.clearingSince != Microseconds.NONE) {
                earliest = Math.min(earliest, state.clearingSince + rules[i].clearFor);
            }
            for (int j = 0; j < state.entries.length; j++) {
                earliest = Math.min(earliest, deadlineOf(rules[i].entries[j], state.entries[j]));
            }
        }
        return earliest;
    }

    /** The deadline an entry is running towards; the end of time where there is none. */
    private static long deadlineOf(CompiledEntry entry, EntryState state) {
        if (state.met || state.since == Microseconds.NONE) {
            return NEVER;
        }
        return state.since + entry.duration;
    }

    /** Brings the alarm in line with the gravest entry that holds. */
    private void settle(
            DeviceState device,
            CompiledRule rule,
            RuleState state,
            int gravest,
            long time,
            @Nullable String deadline,
            TransitionTarget target) {
        if (gravest != RuleState.NO_ALARM) {
            if (gravest != state.severity) {
                Narrator narrator = new Narrator(metrics, device, rule, state, time, deadline);
                if (state.severity == RuleState.NO_ALARM) {
                    state.raisedAt = time;
                    narrator.raised(gravest, target);
                } else {
                    narrator.changed(gravest, target);
                }
                state.severity = gravest;
            }
            state.clearingSince = Microseconds.NONE;
        } else if (state.severity != RuleState.NO_ALARM) {
            if (rule.clearFor == 0) {
                new Narrator(metrics, device, rule, state, time, deadline).cleared(target);
                state.severity = RuleState.NO_ALARM;
                state.raisedAt = Microseconds.NONE;
            } else if (state.clearingSince == Microseconds.NONE) {
                state.clearingSince = time;
                expect(device, time + rule.clearFor);
            }
        }
    }
}
