package io.vigie.bootstrap.benchmark.yardstick.rival;

import io.vigie.bootstrap.benchmark.yardstick.telemetry.AlarmSettings;
import java.io.Serializable;
import java.util.List;

/**
 * What is remembered of one metric of one device for its two alarms, as the bean that Spark asks for. Times are in
 * milliseconds since 1970.
 */
public final class DeviceMemory implements Serializable {

    private static final long serialVersionUID = 1;

    /** In place of a time. */
    private static final long NEVER = Long.MIN_VALUE;

    private String deviceId = "";
    private String metric = "";
    private double highLimit;

    private long latestTime = NEVER;
    private double latestValue;

    private long count;
    private double mean;
    private double variance;
    private boolean anomaly;

    private long highSince = NEVER;
    private boolean held;

    public DeviceMemory() {}

    DeviceMemory(String deviceId, String metric, double highLimit) {
        this.deviceId = deviceId;
        this.metric = metric;
        this.highLimit = highLimit;
    }

    /** Takes the next reading; one that is older than the latest is late, and counts for nothing. */
    void take(long time, double value, List<AlarmChange> changes) {
        if (time < latestTime) {
            return;
        }
        if (time > deadline()) {
            hold(changes);
        }
        latestTime = time;
        latestValue = value;
        compareWithMean(value, changes);
        compareWithLimit(value, changes);
    }

    /** When a value that is high now will have been so for long enough; never, if nothing is under way. */
    long deadline() {
        return held || highSince == NEVER ? Long.MAX_VALUE : highSince + AlarmSettings.HELD_FOR.toMillis();
    }

    /** The deadline is reached, and no reading says otherwise. */
    void hold(List<AlarmChange> changes) {
        changes.add(change(AlarmSettings.held(metric), "raised", deadline()));
        held = true;
    }

    private void compareWithMean(double value, List<AlarmChange> changes) {
        double distance = value - mean;
        if (count >= AlarmSettings.WARM_UP && variance != 0) {
            double score = Math.abs(distance / Math.sqrt(variance));
            if (!anomaly && score > AlarmSettings.BEGINS_BEYOND) {
                anomaly = true;
                changes.add(change(AlarmSettings.anomaly(metric), "raised", latestTime));
            } else if (anomaly && score < AlarmSettings.ENDS_WITHIN) {
                anomaly = false;
                changes.add(change(AlarmSettings.anomaly(metric), "cleared", latestTime));
            }
        }
        if (count == 0) {
            mean = value;
        } else {
            variance = (1 - AlarmSettings.WEIGHT) * (variance + AlarmSettings.WEIGHT * distance * distance);
            mean += AlarmSettings.WEIGHT * distance;
        }
        count++;
    }

    private void compareWithLimit(double value, List<AlarmChange> changes) {
        if (value > highLimit) {
            if (highSince == NEVER) {
                highSince = latestTime;
            } else if (latestTime == deadline()) {
                hold(changes);
            }
        } else {
            if (held) {
                changes.add(change(AlarmSettings.held(metric), "cleared", latestTime));
            }
            held = false;
            highSince = NEVER;
        }
    }

    private AlarmChange change(String ruleId, String transition, long time) {
        return new AlarmChange(ruleId, deviceId, metric, transition, time, latestValue);
    }

    public String getDeviceId() {
        return deviceId;
    }

    public void setDeviceId(String deviceId) {
        this.deviceId = deviceId;
    }

    public String getMetric() {
        return metric;
    }

    public void setMetric(String metric) {
        this.metric = metric;
    }

    public double getHighLimit() {
        return highLimit;
    }

    public void setHighLimit(double highLimit) {
        this.highLimit = highLimit;
    }

    public long getLatestTime() {
        return latestTime;
    }

    public void setLatestTime(long latestTime) {
        this.latestTime = latestTime;
    }

    public double getLatestValue() {
        return latestValue;
    }

    public void setLatestValue(double latestValue) {
        this.latestValue = latestValue;
    }

    public long getCount() {
        return count;
    }

    public void setCount(long count) {
        this.count = count;
    }

    public double getMean() {
        return mean;
    }

    public void setMean(double mean) {
        this.mean = mean;
    }

    public double getVariance() {
        return variance;
    }

    public void setVariance(double variance) {
        this.variance = variance;
    }

    public boolean isAnomaly() {
        return anomaly;
    }

    public void setAnomaly(boolean anomaly) {
        this.anomaly = anomaly;
    }

    public long getHighSince() {
        return highSince;
    }

    public void setHighSince(long highSince) {
        this.highSince = highSince;
    }

    public boolean isHeld() {
        return held;
    }

    public void setHeld(boolean held) {
        this.held = held;
    }
}
