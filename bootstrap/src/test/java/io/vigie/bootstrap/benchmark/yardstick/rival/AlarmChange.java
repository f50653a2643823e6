package io.vigie.bootstrap.benchmark.yardstick.rival;

import java.io.Serializable;
import java.time.Instant;

/** An alarm that begins or ends, as the bean that Spark asks for. */
public final class AlarmChange implements Serializable {

    private static final long serialVersionUID = 1;

    private String ruleId = "";
    private String deviceId = "";
    private String metric = "";
    private String transition = "";
    private Instant eventTime = Instant.EPOCH;
    private double value;

    public AlarmChange() {}

    AlarmChange(String ruleId, String deviceId, String metric, String transition, long millis, double value) {
        this.ruleId = ruleId;
        this.deviceId = deviceId;
        this.metric = metric;
        this.transition = transition;
        this.eventTime = Instant.ofEpochMilli(millis);
        this.value = value;
    }

    public String getRuleId() {
        return ruleId;
    }

    public void setRuleId(String ruleId) {
        this.ruleId = ruleId;
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

    public String getTransition() {
        return transition;
    }

    public void setTransition(String transition) {
        this.transition = transition;
    }

    public Instant getEventTime() {
        return eventTime;
    }

    public void setEventTime(Instant eventTime) {
        this.eventTime = eventTime;
    }

    public double getValue() {
        return value;
    }

    public void setValue(double value) {
        this.value = value;
    }
}
