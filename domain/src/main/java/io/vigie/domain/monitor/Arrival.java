package io.vigie.domain.monitor;

/** What became of a reading when it arrived. */
public enum Arrival {
    /** It is evaluated now, or once its device's watermark reaches it. */
    ON_TIME,
    /** It is below its device's watermark: kept, flagged, not evaluated, but it counts in open windows and ends a silence. */
    LATE,
    /** It is further below the watermark than the policy allows: late, and rejected too. */
    TOO_LATE,
    /** It is alike to an earlier one: kept, flagged, not evaluated. */
    REPEATED,
    /** It is of one metric more than are kept of a device: rejected, and the device is as it was. */
    SURPLUS
}
