package io.vigie.application.simulation;

import java.nio.charset.StandardCharsets;

/**
 * One reading as it is measured. Mutable, and used again for the next one.
 */
final class SimulatedReading {

    private byte[] head = new byte[0];
    private byte[] middle = new byte[0];
    private byte[] tail = new byte[0];
    private String metric = "";
    private String device = "";
    private long thousandths;
    private long time;

    /**
     * @param milliseconds the event time, in milliseconds since 1970
     * @param value the value in thousandths
     */
    void set(Device measuring, Sensor sensor, long milliseconds, long value) {
        head = sensor.head();
        middle = sensor.middle();
        tail = measuring.tail();
        metric = sensor.model().name();
        device = measuring.name();
        time = milliseconds;
        thousandths = value;
    }

    /** The name of the device that measured it. */
    String device() {
        return device;
    }

    String metric() {
        return metric;
    }

    /** The event time, in milliseconds since 1970. */
    long time() {
        return time;
    }

    /** Writes the message but for its closing brace, so that fields can follow. */
    void writeOpen(MessageBuffer to) {
        to.clear();
        to.bytes(head);
        to.thousandths(thousandths);
        to.bytes(middle);
        to.time(time);
        to.bytes(tail);
    }

    /** What a message has before the value. */
    static byte[] headOf(String device, MetricModel model) {
        return utf8("{\"deviceId\":\"" + device + "\",\"metric\":\"" + model.name() + "\",\"value\":");
    }

    /** What it has between the value and the time. */
    static byte[] middleOf(MetricModel model) {
        return utf8(",\"unit\":\"" + model.unit() + "\",\"timestamp\":\"");
    }

    /** What it has after the time. */
    static byte[] tailOf(String site) {
        return utf8("\",\"tags\":{\"site\":\"" + site + "\"}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
