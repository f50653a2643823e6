package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.monitor.alarms.AlarmState;
import io.vigie.domain.monitor.alarms.RuleState;
import io.vigie.domain.monitor.readings.MetricState;
import io.vigie.domain.monitor.readings.RecentReadings;
import io.vigie.domain.monitor.readings.ReorderBuffer;
import io.vigie.domain.monitor.readings.TimesOfTruth;
import io.vigie.domain.monitor.windows.DeviceWindows;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.RuleId;
import org.jspecify.annotations.Nullable;

/** All that is remembered of one device under the rules and windows of one {@link DeviceMonitor}. */
final class DeviceState extends AlarmState {

    /** The largest event time of the device's readings so far. */
    long largestTime = Microseconds.NONE;

    /** The largest event time of those that the clock has released before the watermark reached them. */
    long released = Microseconds.NONE;

    /** When anything of it arrived last. */
    long lastArrival = Microseconds.NONE;

    /** When an accepted reading arrived last, the largest lag of those of that instant, and whether that is the device's. */
    long instant = Microseconds.NONE;

    long instantLag;
    boolean isLagOfInstant;

    /** Nothing where readings may be alike. */
    final @Nullable RecentReadings recent;

    final KeptMetrics kept;

    /** Nothing where the device has none, which costs its readings no more than to find that out. */
    final @Nullable DeviceWindows windows;

    /** The rules that were restored from bytes without what they remembered. */
    Seq<RuleId> startedAfresh = Array.empty();

    /** The alarms that were active in the bytes this was restored from, of rules that are not there any more. */
    Seq<ForgottenAlarm> forgotten = Array.empty();

    /** The names of those whose open windows were in the bytes this was restored from, and are of no use now. */
    Seq<String> droppedWindows = Array.empty();

    final ReorderBuffer waiting = new ReorderBuffer();

    DeviceState(
            DeviceId device,
            MetricState[] metrics,
            TimesOfTruth[] truths,
            RuleState[] rules,
            @Nullable DeviceWindows windows,
            @Nullable RecentReadings recent) {
        super(device, metrics, truths, rules);
        this.recent = recent;
        kept = new KeptMetrics(metrics.length);
        this.windows = windows;
    }

    /**
     * A reading is accepted: it may be the one whose lag is the device's. Of those that arrive at one instant the largest
     * lag counts, so that what comes in bulk has the age of its oldest.
     */
    void accept(long eventTime, long arrival) {
        if (arrival != instant) {
            instant = arrival;
            instantLag = arrival - eventTime;
            isLagOfInstant = false;
        } else {
            instantLag = Math.max(instantLag, arrival - eventTime);
        }
        if (eventTime >= largestTime) {
            largestTime = eventTime;
            isLagOfInstant = true;
        }
        if (isLagOfInstant) {
            lag = instantLag;
        }
    }

    /**
     * When a metric becomes idle: nothing is kept of it once the watermark is there, unless more of it comes. Of one
     * whose readings wait, a time before that.
     */
    long idleAt(int metric) {
        if (metric < metrics.length && metrics[metric].isSeen()) {
            return Microseconds.NEVER;
        }
        if (waiting.has(metric)) {
            return waiting.latest(metric);
        }
        return windows == null ? Microseconds.NONE : windows.idleAt(metric);
    }

    /** Whether nothing is to be kept of a metric, where the watermark is this. */
    boolean isIdle(int metric, long watermark) {
        return !waiting.has(metric) && idleAt(metric) <= watermark;
    }
}
