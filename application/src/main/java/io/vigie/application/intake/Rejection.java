package io.vigie.application.intake;

import io.vigie.domain.reading.Defect;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.Quotation;
import io.vigie.domain.reading.RejectionReason;
import java.time.Duration;

/**
 * Why a message, or a part of it, is not taken.
 *
 * @param reason the reason, of several the first
 * @param detail what is wrong, for a person; of several things one after the other. Of one that is longer than anybody
 *     reads, as senders' own words are part of it, the beginning
 */
public record Rejection(RejectionReason reason, String detail) {

    /** The most characters of a detail; of a longer one its beginning is told. */
    public static final int LONGEST_DETAIL = 2_000;

    public Rejection {
        detail = Quotation.cut(detail, LONGEST_DETAIL - 1);
    }

    /** For something wrong with the message itself. */
    static Rejection of(Defect defect) {
        return new Rejection(defect.reason(), defect.detail());
    }

    /** For a message that has no value, which an empty one has. */
    static Rejection tombstone() {
        return new Rejection(RejectionReason.MALFORMED, "a tombstone: the message has no value");
    }

    /** For a reading that is too far ahead of its arrival; both times are in microseconds since 1970. */
    static Rejection future(long eventTime, long arrival) {
        return new Rejection(
                RejectionReason.FUTURE,
                "event time " + Microseconds.instant(eventTime) + " is "
                        + Duration.ofSeconds((eventTime - arrival) / 1_000_000) + " ahead of its arrival");
    }

    /** For a reading that is too long before its arrival; both times are in microseconds since 1970. */
    static Rejection past(long eventTime, long arrival) {
        return new Rejection(
                RejectionReason.OUT_OF_RANGE,
                "event time " + Microseconds.instant(eventTime) + " is "
                        + Duration.ofSeconds((arrival - eventTime) / 1_000_000)
                        + " before its arrival, longer than time.past allows");
    }

    /**
     * For a reading that is too far behind its device's watermark, which only the device's state can tell: {@link
     * LateReadings} knows of which readings it is told.
     *
     * @param eventTime in microseconds since 1970
     */
    public static Rejection late(DeviceId device, long eventTime) {
        return new Rejection(
                RejectionReason.LATE,
                "event time " + Microseconds.instant(eventTime) + " of device " + device
                        + " is later than the watermark allows");
    }
}
