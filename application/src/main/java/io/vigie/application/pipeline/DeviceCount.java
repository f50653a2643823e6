package io.vigie.application.pipeline;

import io.vavr.control.Option;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.domain.monitor.FleetLimits;
import java.util.function.Supplier;

/**
 * How many devices a pipeline remembers as each of its batches begins: kept in its checkpoint whenever that changes, so that a repeated batch takes, and turns away, the same new devices as when it was begun.
 */
final class DeviceCount {

    private final KeptByBatch<Long> log;
    private final FleetLimits limits;

    /** As the next batch begins; none in a checkpoint that was begun without this log, until the engine has counted. */
    private Option<Long> known;

    /** Whether the log has what is known. */
    private boolean isWritten;

    private DeviceCount(KeptByBatch<Long> log, FleetLimits limits, Option<Long> known, boolean isWritten) {
        this.log = log;
        this.limits = limits;
        this.known = known;
        this.isWritten = isWritten;
    }

    /** That of a pipeline without state, which remembers none. */
    static DeviceCount none(KeptByBatch<Long> log) {
        return new DeviceCount(log, FleetLimits.NONE, Option.none(), true);
    }

    /**
     * That of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    static DeviceCount of(KeptByBatch<Long> log, FleetLimits limits, Option<CheckpointMark> mark) {
        Option<Long> committed = mark.flatMap(CheckpointMark::committed);
        return committed.isEmpty()
                ? new DeviceCount(log, limits, Option.some(0L), false)
                : new DeviceCount(log, limits, log.at(committed.get() + 1), true);
    }

    /**
     * A batch begins.
     *
     * @param counted tells how many devices the engine has found after the last batch of this process
     */
    void batchBegins(Supplier<Option<Long>> counted) {
        if (known.isEmpty()) {
            known = counted.get();
            isWritten = false;
        }
    }

    /** Whether the batch that has begun is to turn away devices that are new. */
    boolean isFull() {
        return known.exists(devices -> devices >= limits.devices());
    }

    /** What a batch makes of it; {@link #write} comes before {@link #batchDone}. */
    Option<Long> after(BatchTally tally) {
        return known.map(devices -> devices + tally.moreDevices());
    }

    /** Whether a batch that comes to this has to write it. */
    boolean mustWrite(Option<Long> next) {
        return next.isDefined() && !(isWritten && next.equals(known));
    }

    /** From the batch after this one on it is this. */
    void write(long batch, long next) {
        log.write(batch + 1, next);
    }

    /** The batch is done. */
    void batchDone(Option<Long> next) {
        isWritten = isWritten || next.isDefined();
        known = next;
    }
}
