package io.vigie.application.plan;

import io.vavr.control.Option;
import io.vigie.domain.reading.TimeNotation;
import java.io.Serializable;

/**
 * What the messages are like.
 *
 * @param format how they are written
 * @param maxBytes the most bytes a message may have; a larger one is rejected as too large
 * @param maxRejectedShare the share of messages in a batch, 0 to 1, above which the pipeline stops; at 1 it never does
 * @param times how flat and wide messages write their times; none where they say none that counts, and the arrival of a
 *     message is the event time of its readings
 */
public record PayloadPlan(PayloadFormat format, int maxBytes, double maxRejectedShare, Option<TimeNotation> times)
        implements Serializable {

    /** Flat messages of up to 1 MiB, and a pipeline that goes on whatever comes. */
    public static final PayloadPlan DEFAULT = new PayloadPlan(PayloadFormat.FLAT, 1 << 20, 1.0);

    /** Messages that write their times in the default notation. */
    public PayloadPlan(PayloadFormat format, int maxBytes, double maxRejectedShare) {
        this(format, maxBytes, maxRejectedShare, Option.some(TimeNotation.DEFAULT));
    }
}
