package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.alarms.DeviceAlarms;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.alarms.TransitionTarget;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.monitor.readings.RecentReadings;
import io.vigie.domain.monitor.readings.ReorderBuffer;
import io.vigie.domain.monitor.windows.WindowTarget;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleId;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device under the rules and windows that watch it: all that is remembered of it, what its messages and the clock make
 * of that, and where its transitions and windows go. A {@link FleetMonitor} makes it. For one thread at a time.
 *
 * <pre>{@code
 * MonitoredDevice boiler = fleet.newDevice(new DeviceId("boiler-1"), transitions::add);
 * MonitoredMetric temperature = boiler.metric("temperature");
 * boiler.begin(arrival);
 * boiler.take(temperature, 81, "celsius", eventTime);
 * boiler.end();
 * boiler.finish(clock);
 * }</pre>
 *
 * <p>Times are microseconds since 1970. Event times are those of the device; arrivals and the clock are the transport's.
 * What lies between, the device's <i>lag</i>, is the arrival of its latest reading less the event time of that: what is
 * due at T by event time is taken once the clock is beyond T and the lag and {@code outOfOrder}. So no device's clock has
 * a part in another's alarms.
 *
 * <p>A reading waits until its device's watermark reaches it, or the clock does; readings are then evaluated in the order
 * of their event times. Those of one message that have the same event time are one <i>observation</i>: all their values are
 * taken, and then each rule that reads any of them is evaluated once. Where readings wait for earlier ones, those of one
 * event time that are released together are one, as if they had come in one message. A metric that comes again begins
 * another observation. A deadline before an observation's time is taken before it.
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
    private @Nullable EvaluationObserver observer;
    private boolean forgotten;

    /** Of the message under way: when it arrived, and the lag before it. */
    private long arrival;

    private long lagBefore;

    /** Whether an observation is under way, and its time. */
    private boolean isObserving;

    private long observedAt;

    /** How many metrics of it rules read; of a single one its place and the rules that it may change. */
    private int observed;

    private int observedMetric;
    private int[] due = {};

    /** The same rules as bits where there are several metrics. */
    private long[] dueBits = {};

    /** The other metrics of it, by their marks or places, where readings wait: one that comes again begins another. */
    private final Set<Double> others = new HashSet<>(0);

    /** The metrics that were heard while an observation was under way, by readings that are not evaluated. */
    private int[] heard = {};

    private int heardMetrics;

    MonitoredDevice(DeviceMonitor monitor, DeviceState state, TransitionTarget transitions, WindowTarget windowTarget) {
        this.monitor = monitor;
        this.state = state;
        alarms = new DeviceAlarms(monitor.rules, monitor.metrics, state, transitions);
        this.windowTarget = windowTarget;
        state.nextDeadline = alarms.earliestDeadline();
    }

    /** Has somebody look on while rules are evaluated. */
    public void watch(EvaluationObserver by) {
        observer = by;
        alarms.afterDeadlines(by::reached);
    }

    /** How much later than they are measured its readings arrive, in microseconds; less than 0 of a clock that is ahead. */
    public long lag() {
        return state.lag;
    }

    /** Which one it is. */
    public DeviceId id() {
        return state.device;
    }

    /**
     * A metric that the device sends; look it up once, not for each reading: it knows the message that it was in last.
     *
     * @throws IllegalArgumentException when windows are of it, and its name is empty or too long
     */
    public MonitoredMetric metric(String name) {
        return new MonitoredMetric(this, name, monitor.metric(state, name));
    }

    /**
     * A message of the device begins. Its arrival moves the clock first: what is due by it is taken before what the
     * message says. Where the time to forget the device has come by then, it {@linkplain #isForgotten is forgotten}, and the
     * message is one of a device that is new.
     *
     * @param arrivalTime when it arrived
     */
    public void begin(long arrivalTime) {
        advanceClock(arrivalTime);
        arrival = arrivalTime;
        lagBefore = state.lag;
        state.lastArrival = Math.max(state.lastArrival, arrivalTime);
    }

    /**
     * Takes a reading of the message under way.
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
        double number = value + 0.0;
        if (state.recent != null) {
            if (isSurplus(state.recent, metric)) {
                return Arrival.SURPLUS;
            }
            if (state.recent.isRepeated(metric.name, eventTime, number, state.largestTime)) {
                hear(metric.place);
                return Arrival.REPEATED;
            }
        }
        long watermark = monitor.watermark(state);
        if (eventTime < watermark) {
            if (state.windows != null && metric.isRead()) {
                state.windows.takeLate(metric.place, eventTime, number, watermark, windowTarget);
            }
            hear(metric.place);
            return watermark - eventTime > monitor.late ? Arrival.TOO_LATE : Arrival.LATE;
        }
        state.accept(eventTime, arrival);
        if (monitor.outOfOrder > 0) {
            if (metric.isRead()) {
                state.waiting.add(eventTime, metric.place, number, unit);
            } else {
                state.waiting.add(eventTime, metric.place, metric.mark(), null);
            }
        } else {
            if (isObserving && metric.observation == state.observation) {
                evaluate();
            }
            observe(metric.place, number, unit, eventTime);
            metric.observation = state.observation;
        }
        return Arrival.ON_TIME;
    }

    /** Whether it is of one metric more than readings are remembered of. */
    private boolean isSurplus(RecentReadings recent, MonitoredMetric metric) {
        if (recent.has(metric.name) || recent.metrics() < monitor.mostMetrics) {
            return false;
        }
        recent.forget(state.largestTime);
        return recent.metrics() >= monitor.mostMetrics;
    }

    /** The message under way has ended: what its device's watermark has reached with it is evaluated. */
    public void end() {
        if (monitor.outOfOrder > 0) {
            release(monitor.watermark(state));
        }
        evaluate();
        if (state.windows != null) {
            state.windows.complete(monitor.watermark(state), windowTarget);
        }
    }

    /**
     * A message of one reading that comes with its names, where looking them up does not matter.
     *
     * @param arrivalTime when it arrived
     * @throws IllegalArgumentException when the reading is another device's
     */
    public Arrival take(SensorReading reading, Instant arrivalTime) {
        if (!reading.device().equals(id())) {
            throw new IllegalArgumentException(
                    "This is a reading of device " + reading.device() + ", and not of device " + id() + ".");
        }
        begin(Microseconds.of(arrivalTime));
        Arrival taken = take(
                metric(reading.metric().name()),
                reading.value(),
                reading.unit().getOrNull(),
                Microseconds.of(reading.eventTime()));
        end();
        return taken;
    }

    /** A reading that is not evaluated tells that its metric is not silent. */
    private void hear(int metric) {
        if (metric >= 0 && metric < monitor.listeners.length && monitor.listeners[metric].length > 0) {
            if (isObserving) {
                heard = heardMetrics < heard.length ? heard : Arrays.copyOf(heard, 2 + 2 * heardMetrics);
                heard[heardMetrics++] = metric;
            } else {
                hearNow(metric);
            }
        }
    }

    private void hearNow(int metric) {
        for (int rule : monitor.listeners[metric]) {
            alarms.hear(rule, arrival - lagBefore);
        }
    }

    /**
     * Until when by the clock a device that sends nothing more needs no one to look after it: {@link #advanceClock} does
     * nothing for a clock up to this time.
     *
     * @return a time in microseconds, {@link #NEVER} where nothing is to be expected of the device
     */
    public long quietUntil() {
        long next = state.nextDeadline;
        if (state.waiting.size() > 0) {
            next = Math.min(next, state.waiting.firstTime());
        }
        if (state.windows != null) {
            next = Math.min(next, state.windows.nextEnd());
        }
        long due = next == NEVER ? NEVER : next + clockDelay();
        return Math.min(due, forgottenAt());
    }

    /**
     * When by the clock it begins to wait for the last of what it waits for now: every deadline and every window's end is
     * no further from there than rules and windows wait.
     *
     * @return a time in microseconds, the lowest there is for a device that has sent nothing
     */
    public long waitsFrom() {
        return state.largestTime == Microseconds.NONE ? Microseconds.NONE : state.largestTime + state.lag;
    }

    /** How long after its event time the clock takes what is due. */
    private long clockDelay() {
        return state.lag + monitor.outOfOrder;
    }

    /** When by the clock it is to be forgotten, by its messages so far. */
    private long forgottenAt() {
        return monitor.forgetAfter == NEVER || state.lastArrival == Microseconds.NONE
                ? NEVER
                : state.lastArrival + monitor.forgetAfter;
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

    /**
     * The clock is here: takes what is due by it of a device that may have sent nothing since, deadlines, readings that
     * wait for earlier ones, windows. Where the time has come to forget the device, it {@linkplain #isForgotten is
     * forgotten} after that.
     *
     * @param clock the arrival up to which all is read
     */
    public void advanceClock(long clock) {
        if (quietUntil() >= clock) {
            return;
        }
        long end = forgottenAt();
        state.clockDelay = clockDelay();
        if (clock > end) {
            advanceTo(end - state.lag + 1);
            forget(end - state.lag);
        } else {
            advanceTo(clock - state.clockDelay);
        }
        state.clockDelay = Microseconds.NONE;
    }

    /** Takes what is due before this event time. */
    private void advanceTo(long before) {
        ReorderBuffer waiting = state.waiting;
        state.nextDeadline = alarms.earliestDeadline();
        while (true) {
            long first = waiting.size() > 0 ? waiting.firstTime() : NEVER;
            if (Math.min(first, state.nextDeadline) >= before) {
                break;
            }
            if (first <= state.nextDeadline) {
                release(first);
                evaluate();
                state.released = Math.max(state.released, first);
                state.nextDeadline = alarms.earliestDeadline();
            } else {
                alarms.takeDeadlines(state.nextDeadline + 1);
            }
        }
        if (state.windows != null) {
            state.windows.complete(before - 1, windowTarget);
        }
    }

    /**
     * Evaluates all that waits, then takes the deadlines that are due where the clock ends, and hands over the windows
     * that end by then: the end of a replay. Windows that end later are not complete, and nothing comes of them.
     *
     * @param end where the clock ends; what is due at T is taken where T and the device's lag are not beyond it
     */
    public void finish(long end) {
        advanceClock(end);
        if (!forgotten) {
            finish(end - state.lag, end - state.lag);
        }
    }

    private void finish(long deadlines, long windows) {
        release(NEVER);
        evaluate();
        state.clockDelay = clockDelay();
        alarms.takeDeadlines(deadlines + 1);
        state.clockDelay = Microseconds.NONE;
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
            observe(metric, value, unit, time);
        }
    }

    /** Takes a reading's value into the observation under way, or into another where it does not belong to that. */
    private void observe(int metric, double value, @Nullable String unit, long time) {
        boolean isOfRules = metric >= 0 && metric < monitor.readers.length;
        if (isObserving && (time != observedAt || isObserved(metric, value))) {
            evaluate();
        }
        if (!isObserving) {
            isObserving = true;
            observedAt = time;
            observed = 0;
            if (monitor.outOfOrder > 0) {
                others.clear();
            }
            state.observation++;
            if (state.nextDeadline < time) {
                alarms.takeDeadlines(time);
            }
            state.now = time;
        }
        if (state.windows != null && metric >= 0) {
            state.windows.take(metric, time, value, windowTarget);
        }
        if (isOfRules) {
            observe(metric, value, unit);
        } else if (monitor.outOfOrder > 0) {
            others.add(metric == MetricTable.UNREAD ? value : metric);
        }
    }

    /** Whether the metric of a reading that has waited is in the observation under way. */
    private boolean isObserved(int metric, double value) {
        if (metric >= 0 && metric < monitor.readers.length) {
            return state.metrics[metric].observation == state.observation;
        }
        return monitor.outOfOrder > 0 && others.contains(metric == MetricTable.UNREAD ? value : metric);
    }

    private void observe(int metric, double value, @Nullable String unit) {
        MetricState measured = state.metrics[metric];
        measured.take(observedAt, value, unit);
        measured.observation = state.observation;
        // A deadline at this very instant is the reading's.
        boolean isCalm = measured.isCalm(value) && state.nextDeadline > observedAt;
        if (!isCalm) {
            monitor.limits[metric].enclose(measured, value);
        }
        if (observed == 0) {
            observedMetric = metric;
            due = isCalm ? monitor.restless[metric] : monitor.readers[metric];
        } else {
            if (observed == 1) {
                if (dueBits.length != monitor.words) {
                    dueBits = new long[monitor.words];
                }
                Arrays.fill(dueBits, 0);
                for (int rule : due) {
                    dueBits[rule / Long.SIZE] |= 1L << rule;
                }
            }
            monitor.addDue(dueBits, metric, isCalm);
        }
        observed++;
    }

    /** The observation under way is complete: each rule that it may change is evaluated once, in the book's order. */
    private void evaluate() {
        if (!isObserving) {
            return;
        }
        isObserving = false;
        if (observed == 1) {
            monitor.measure(state, observedMetric);
            for (int rule : due) {
                alarms.evaluate(rule, observedMetric);
            }
        } else if (observed > 1) {
            monitor.measure(state);
            for (int word = 0; word < dueBits.length; word++) {
                for (long left = dueBits[word]; left != 0; left &= left - 1) {
                    alarms.evaluate(word * Long.SIZE + Long.numberOfTrailingZeros(left));
                }
            }
        }
        if (observer != null && observed > 0) {
            observer.observed();
        }
        for (int i = 0; i < heardMetrics; i++) {
            hearNow(heard[i]);
        }
        heardMetrics = 0;
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
