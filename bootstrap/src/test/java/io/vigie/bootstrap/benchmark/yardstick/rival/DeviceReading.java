package io.vigie.bootstrap.benchmark.yardstick.rival;

import java.io.Serializable;
import java.time.Instant;

/** A reading and its place in its partition, as the bean that Spark asks for. */
public final class DeviceReading implements Serializable {

    private static final long serialVersionUID = 1;

    private String deviceId = "";
    private String metric = "";
    private double value;
    private Instant timestamp = Instant.EPOCH;
    private long offset;

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

    public double getValue() {
        return value;
    }

    public void setValue(double value) {
        this.value = value;
    }

    public Instant getTimestamp() {
        return timestamp;
    }

    public void setTimestamp(Instant timestamp) {
        this.timestamp = timestamp;
    }

    public long getOffset() {
        return offset;
    }

    public void setOffset(long offset) {
        this.offset = offset;
    }
}
