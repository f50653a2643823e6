package io.vigie.application.pipeline;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.reading.RejectionReason;
import java.util.Locale;
import java.util.TreeMap;

/**
 * How much of a batch may be bad. Readings that are late, or one too many, are no sign of a wrong source, and do not count.
 *
 * @param maxRejectedShare the share of what was rejected in that and the readings that were taken, 0 to 1
 */
record PoisonLimit(double maxRejectedShare) {

    /**
     * Holds a batch against it.
     *
     * @throws PipelineFailed when more of it was rejected
     */
    void mustHold(BatchTally tally) {
        Map<RejectionReason, Long> counted =
                tally.rejected().removeAll(List.of(RejectionReason.LATE, RejectionReason.TOO_MANY));
        long bad = counted.values().sum().longValue();
        double share = bad == 0 ? 0 : bad / (double) (bad + tally.readings());
        if (share > maxRejectedShare) {
            throw new PipelineFailed(String.format(
                    Locale.ROOT,
                    "%d of %d readings and rejected messages of a batch were rejected (%s), a larger share than the %s that"
                            + " payload.maxRejectedShare allows. Nothing of the batch was written. Check what the source"
                            + " sends and payload.format, or allow a larger share.",
                    bad,
                    bad + tally.readings(),
                    new TreeMap<>(counted.mapKeys(RejectionReason::word).toJavaMap()),
                    maxRejectedShare));
        }
    }
}
