package io.vigie.application.pipeline;

import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.reading.RejectionReason;
import java.util.Locale;
import java.util.TreeMap;

/**
 * How much of a batch may be bad. Readings that are late, or one too many, are no sign of a wrong source, and do not count.
 *
 * @param maxRejectedShare of its messages, 0 to 1
 */
record PoisonLimit(double maxRejectedShare) {

    /**
     * Holds a batch against it.
     *
     * @throws PipelineFailed when more of it was rejected
     */
    void mustHold(BatchTally tally) {
        long bad = tally.rejected()
                .removeAll(java.util.List.of(RejectionReason.LATE, RejectionReason.TOO_MANY))
                .values()
                .sum()
                .longValue();
        double share = bad == 0 ? 0 : bad / (double) (tally.readings() + bad);
        if (share > maxRejectedShare) {
            throw new PipelineFailed(String.format(
                    Locale.ROOT,
                    "%d of %d messages of a batch were rejected (%s), more than the share of %s that payload.maxRejectedShare"
                            + " allows. Nothing of the batch was written. Check what the source sends and"
                            + " payload.format, or allow a larger share.",
                    bad,
                    tally.readings() + bad,
                    new TreeMap<>(
                            tally.rejected().mapKeys(RejectionReason::word).toJavaMap()),
                    maxRejectedShare));
        }
    }
}
