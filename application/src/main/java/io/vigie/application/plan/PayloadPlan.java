package io.vigie.application.plan;

import java.io.Serializable;

/**
 * What the messages are like.
 *
 * @param format how they are written
 * @param maxBytes the most bytes a message may have; a larger one is rejected as too large
 * @param maxRejectedShare the share of messages in a batch, 0 to 1, above which the pipeline stops; at 1 it never does
 */
public record PayloadPlan(PayloadFormat format, int maxBytes, double maxRejectedShare) implements Serializable {

    /** Flat messages of up to 1 MiB, and a pipeline that goes on whatever comes. */
    public static final PayloadPlan DEFAULT = new PayloadPlan(PayloadFormat.FLAT, 1 << 20, 1.0);
}
