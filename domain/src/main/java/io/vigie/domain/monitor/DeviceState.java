package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.DeviceValues;
import io.vigie.domain.rule.MetricPast;
import io.vigie.domain.rule.RuleId;
import org.jspecify.annotations.Nullable;

/** All that is remembered of one device under the rules and windows of one {@link DeviceMonitor}. */
final class DeviceState implements DeviceValues {

    final DeviceId device;

    /** The largest event time of the device's readings so far. */
    long largestTime = Microseconds.NONE;

    /** No deadline is earlier than this. */
    long nextDeadline = Long.MAX_VALUE;

    /** The time of the latest evaluation: spans end here. */
    long now = Microseconds.NONE;

    final MetricState[] metrics;

    final KeptMetrics kept;
    final RuleState[] rules;

    /** Nothing where the device has none, which costs its readings no more than to find that out. */
    final @Nullable DeviceWindows windows;

    /** The rules that were restored from bytes without what they remembered. */
    Seq<RuleId> startedAfresh = Array.empty();

    /** The alarms that were active in the bytes this was restored from, of rules that are not there any more. */
    Seq<ForgottenAlarm> forgotten = Array.empty();

    /** The names of those whose open windows were in the bytes this was restored from, and are of no use now. */
    Seq<String> droppedWindows = Array.empty();

    final ReorderBuffer waiting = new ReorderBuffer();

    DeviceState(DeviceId device, MetricState[] metrics, RuleState[] rules, @Nullable DeviceWindows windows) {
        this.device = device;
        this.metrics = metrics;
        kept = new KeptMetrics(metrics.length);
        this.rules = rules;
        this.windows = windows;
    }

    /**
     * When a metric becomes idle: nothing is kept of it once the watermark is there, unless more of it comes. Of one
     * whose readings wait, a time before that.
     */
    long idleAt(int metric) {
        if (metric < metrics.length && metrics[metric].isSeen()) {
            return DeviceMonitor.NEVER;
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

    /** A deadline is to be expected. */
    void expect(long deadline) {
        if (deadline < nextDeadline) {
            nextDeadline = deadline;
        }
    }

    @Override
    public double latest(int metric) {
        return metrics[metric].latest;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public MetricPast past(int metric) {
        return metrics[metric];
    }
}
