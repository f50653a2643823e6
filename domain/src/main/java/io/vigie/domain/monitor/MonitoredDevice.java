package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.alarms.DeviceAlarms;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.monitor.readings.ReorderBuffer;
import io.vigie.domain.monitor.windows.DeviceWindows;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleId;
import org.jspecify.annotations.Nullable;

/**
 * A device under the rules and windows that watch it: all that is remembered of it, what its readings and the clock make
 * of that, and where its transitions and windows go. A {@link FleetMonitor} makes it. For one thread at a time.
 *
 * <pre>{@code
 * MonitoredDevice boiler = fleet.newDevice(new DeviceId("boiler-1"), transitions::add);
 * MonitoredMetric temperature = boiler.metric("temperature");
 * boiler.take(temperature, 81, "celsius", eventTime);
 * boiler.finish(end);
 * }</pre>
 *
 * <p>Times are microseconds since 1970. A reading waits until its device's watermark reaches it; readings are then
 * evaluated in the order of their event times, those of one time in the order of their arrival, and a deadline before
 * a reading's time is taken before the reading.
 *
 * <p>A window is complete once the device's watermark has reached its end, or the clock has. A late reading is not
 * evaluated, but still counts in windows that are not complete.
 */
public final class MonitoredDevice {

    /** A time that no clock reaches. */
    public static final long NEVER = Microseconds.NEVER;

    private final DeviceMonitor monitor;
    final DeviceState state;
    private final DeviceAlarms alarms;
    private final WindowTarget windowTarget;
    private boolean forgotten;

    MonitoredDevice(DeviceMonitor monitor, DeviceState state, TransitionTarget transitions, WindowTarget windowTarget) {
        this.monitor = monitor;
        this.state = state;
        alarms = new DeviceAlarms(monitor.rules, monitor.metrics, state, transitions);
        this.windowTarget = windowTarget;
        state.nextDeadline = alarms.earliestDeadline();
    }

    /** Which one it is. */
    public DeviceId id() {
        return state.device;
    }

    /**
     * A metric that the device sends; look it up once, not for each reading.
     *
     * @throws IllegalArgumentException when windows are of it, and its name is empty or too long
     */
    public MonitoredMetric metric(String name) {
        return new MonitoredMetric(this, name, monitor.metric(state, name));
    }

    /**
     * Takes a reading that has arrived, and evaluates every reading that the watermark has reached with it.
     *
     * @param metric a {@link #metric} of this device
     * @param value its value, finite
     * @param unit its unit, where it has one
     * @param eventTime when it was measured
     * @throws IllegalArgumentException when the metric is another device's
     */
    public Arrival take(MonitoredMetric metric, double value, @Nullable String unit, long eventTime) {
        if (metric.device != this) {
            throw new IllegalArgumentException(
                    "This is a metric of device " + metric.device.id() + "; look it up with device " + id() + ".");
        }
        if (metric.isRead() && (metric.place < 0 || !state.kept.has(metric.place))) {
            int place = monitor.keep(state, metric);
            if (place == MetricTable.UNREAD) {
                return Arrival.SURPLUS;
            }
            metric.place = place;
        }
        state.largestTime = Math.max(state.largestTime, eventTime);
        long watermark = state.largestTime - monitor.outOfOrder;
        if (eventTime < watermark) {
            if (state.windows != null && metric.isRead()) {
                state.windows.takeLate(metric.place, eventTime, value + 0.0, watermark, windowTarget);
            }
            return watermark - eventTime > monitor.late ? Arrival.TOO_LATE : Arrival.LATE;
        }
        if (monitor.outOfOrder == 0) {
            if (metric.isRead()) {
                evaluate(metric.place, value + 0.0, unit, eventTime);
            }
        } else {
            if (metric.isRead()) {
                state.waiting.add(eventTime, metric.place, value + 0.0, unit);
            }
            release(watermark);
        }
        if (state.windows != null) {
            state.windows.complete(watermark, windowTarget);
        }
        return Arrival.ON_TIME;
    }

    /**
     * The same for a reading that comes with its names, where looking them up does not matter.
     *
     * @throws IllegalArgumentException when the reading is another device's
     */
    public Arrival take(SensorReading reading) {
        if (!reading.device().equals(id())) {
            throw new IllegalArgumentException(
                    "This is a reading of device " + reading.device() + ", and not of device " + id() + ".");
        }
        return take(
                metric(reading.metric().name()),
                reading.value(),
                reading.unit().getOrNull(),
                Microseconds.of(reading.eventTime()));
    }

    /**
     * Until when a device that sends nothing more needs no one to look after it: {@link #advanceClock} does nothing
     * for a clock up to this time.
     *
     * @return a time in microseconds, {@link #NEVER} where nothing is to be expected of the device
     */
    public long quietUntil() {
        long alarmsAreQuiet = Math.min(alarmsAreQuietUntil(), forgottenAt());
        if (state.windows == null) {
            return alarmsAreQuiet;
        }
        long end = state.windows.nextEnd(state.waiting);
        return end == NEVER ? alarmsAreQuiet : Math.min(alarmsAreQuiet, end - 1);
    }

    /** When it is to be forgotten, by its readings so far. */
    private long forgottenAt() {
        return monitor.forgetAfter == NEVER || state.largestTime == Microseconds.NONE
                ? NEVER
                : state.largestTime + monitor.forgetAfter;
    }

    /**
     * Whether a reading of this time comes after the device was to be forgotten. The clock of that time does forget it,
     * and the reading is one of a device that is new.
     */
    public boolean isForgottenBy(long eventTime) {
        return monitor.forgetAfter != NEVER && eventTime - monitor.outOfOrder > forgottenAt();
    }

    /** Whether it was forgotten: there is nothing to keep of it, and it must not be used any more. */
    public boolean isForgotten() {
        return forgotten;
    }

    /** Forgets it at its last event time, because somebody wants that. */
    public void forget() {
        forget(state.largestTime);
    }

    /** All that waits is evaluated, all windows are complete, and all alarms end. */
    private void forget(long time) {
        finish(time, NEVER);
        alarms.forget(time);
        forgotten = true;
    }

    private long alarmsAreQuietUntil() {
        return Math.min(state.nextDeadline, earliestWaitEnd());
    }

    /** The earliest deadline that a waiting reading could start. */
    private long earliestWaitEnd() {
        return state.waiting.size() == 0 || monitor.shortestWait == NEVER
                ? NEVER
                : state.waiting.firstTime() + monitor.shortestWait;
    }

    /**
     * Takes the deadlines before this time, and hands over the windows that end by it, for a device that may have sent
     * nothing since. Readings that wait for earlier ones are evaluated as far as such a deadline or window may hang on
     * them. Where the time has come to forget the device, it {@linkplain #isForgotten is forgotten} after that.
     *
     * @param clock the pipeline's clock
     */
    public void advanceClock(long clock) {
        if (quietUntil() >= clock) {
            return;
        }
        long end = forgottenAt();
        if (clock > end) {
            advanceTo(end + 1);
            forget(end);
        } else {
            advanceTo(clock);
        }
    }

    private void advanceTo(long clock) {
        state.nextDeadline = alarms.earliestDeadline();
        while (alarmsAreQuietUntil() < clock) {
            if (state.waiting.size() > 0 && state.waiting.firstTime() <= state.nextDeadline) {
                release(state.waiting.firstTime());
            } else {
                alarms.takeDeadlines(state.nextDeadline + 1);
            }
            state.nextDeadline = alarms.earliestDeadline();
        }
        if (state.windows != null) {
            advanceWindows(state.windows, clock);
        }
    }

    /** A window is complete only when the readings that wait before its end are counted. */
    private void advanceWindows(DeviceWindows open, long clock) {
        ReorderBuffer waiting = state.waiting;
        for (long end = open.nextEnd(waiting); end <= clock; end = open.nextEnd(waiting)) {
            if (waiting.size() > 0 && waiting.firstTime() < end) {
                release(waiting.firstTime());
            } else {
                open.complete(end, windowTarget);
            }
        }
        state.nextDeadline = alarms.earliestDeadline();
    }

    /**
     * Evaluates all that waits, then takes the deadlines up to this time and at it, and hands over the windows that end
     * by it: the end of a replay. Windows that end later are not complete, and nothing comes of them.
     *
     * @param end where the clock ends
     */
    public void finish(long end) {
        if (end > forgottenAt()) {
            advanceClock(end);
        } else {
            finish(end, end);
        }
    }

    private void finish(long deadlines, long windows) {
        release(NEVER);
        alarms.takeDeadlines(deadlines == NEVER ? NEVER : deadlines + 1);
        if (state.windows != null) {
            state.windows.complete(windows, windowTarget);
        }
    }

    private void release(long watermark) {
        ReorderBuffer waiting = state.waiting;
        while (waiting.size() > 0 && waiting.firstTime() <= watermark) {
            long time = waiting.firstTime();
            int metric = waiting.firstMetric();
            double value = waiting.firstValue();
            String unit = waiting.firstUnit();
            waiting.removeFirst();
            evaluate(metric, value, unit, time);
        }
    }

    private void evaluate(int metric, double value, @Nullable String unit, long time) {
        if (state.windows != null) {
            state.windows.take(metric, time, value, windowTarget);
            if (metric >= monitor.readers.length) {
                return;
            }
        }
        if (state.nextDeadline < time) {
            alarms.takeDeadlines(time);
        }
        state.now = time;
        MetricState measured = state.metrics[metric];
        measured.take(time, value, unit);
        monitor.measure(state, metric);
        int[] due = monitor.restless[metric];
        // A deadline at this very instant is the reading's.
        if (!measured.isCalm(value) || state.nextDeadline <= time) {
            monitor.limits[metric].enclose(measured, value);
            due = monitor.readers[metric];
        }
        for (int rule : due) {
            alarms.evaluate(rule, metric);
        }
    }

    /** All that is remembered of it, for an engine to keep; {@link FleetMonitor#restore} takes it back. */
    public byte[] toBytes() {
        return StateFormat.write(monitor, state);
    }

    /**
     * The rules that start afresh, because since the bytes were written they have come to read something else: what
     * they remembered is of no use to them. Only a device just restored has any.
     */
    public Seq<RuleId> startedAfresh() {
        return state.startedAfresh;
    }

    /**
     * The alarms that were active when the bytes were written, and are forgotten without a transition: their rules were
     * removed, do not watch the device any more, or start afresh. Only a device just restored has any.
     */
    public Seq<ForgottenAlarm> forgottenAlarms() {
        return state.forgotten;
    }

    /**
     * The windows of these names were open when the bytes were written, and will never be complete: since then their
     * definition was changed or removed, or is not of the device or the metric any more. Only a device just restored has
     * any.
     */
    public Seq<String> droppedWindows() {
        return state.droppedWindows;
    }

    /** How many readings wait for the device's watermark. */
    public int waitingReadings() {
        return state.waiting.size();
    }

    /** How many alarms are active. */
    public int activeAlarms() {
        int active = 0;
        for (RuleState rule : state.rules) {
            if (rule.severity != RuleState.NO_ALARM) {
                active++;
            }
        }
        return active;
    }

    /** Looks at where its alarms stand. */
    public Inspection inspection() {
        return new Inspection(monitor, state);
    }
}
