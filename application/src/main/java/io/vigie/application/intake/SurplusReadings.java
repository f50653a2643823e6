package io.vigie.application.intake;

import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.RejectionReason;

/**
 * The readings of one device in one message that are beyond the {@link FleetLimits}: they make one rejection together,
 * which tells of the first and how many there are.
 */
public final class SurplusReadings {

    private final String first;
    private long count = 1;

    private SurplusReadings(String first) {
        this.first = first;
    }

    /** Begins with a reading of a metric that would be one more than are kept of its device. */
    public static SurplusReadings ofMetric(DeviceId device, String metric, FleetLimits limits) {
        return new SurplusReadings("metric " + metric + " of device " + device + " is one more than the "
                + limits.metricsPerDevice() + " that are kept of a device (limits.metricsPerDevice)");
    }

    /** Begins with a reading of a device that is new, where as many are remembered as there may be. */
    public static SurplusReadings ofDevice(DeviceId device, FleetLimits limits) {
        return new SurplusReadings("device " + device + " is new, and " + limits.devices()
                + " devices or more are remembered already (limits.devices)");
    }

    /** Another reading of the same device and message. */
    public void another() {
        count++;
    }

    /** The rejection that they make. */
    public Rejection rejection() {
        return new Rejection(
                RejectionReason.TOO_MANY,
                count == 1 ? first : first + "; it is the first of " + count + " such readings of its message");
    }
}
