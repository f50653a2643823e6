package io.vigie.application.pipeline;

import io.vavr.control.Option;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.KeptByBatch;

/**
 * How many alarms were active after the batches of a pipeline: kept in its checkpoint whenever that changes, so that a
 * restart need not look through the state of all devices to know.
 */
final class ActiveAlarmCount {

    private final KeptByBatch<ActiveAlarms> log;

    /** As of the last batch that is done; none in a checkpoint that was begun without this log. */
    private Option<ActiveAlarms> known;

    /** Whether the log has what is known. */
    private boolean isWritten;

    private ActiveAlarmCount(KeptByBatch<ActiveAlarms> log, Option<ActiveAlarms> known, boolean isWritten) {
        this.log = log;
        this.known = known;
        this.isWritten = isWritten;
    }

    /** That of a pipeline without state: nothing is active, and nothing is written. */
    static ActiveAlarmCount none(KeptByBatch<ActiveAlarms> log) {
        return new ActiveAlarmCount(log, Option.none(), true);
    }

    /**
     * That of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    static ActiveAlarmCount of(KeptByBatch<ActiveAlarms> log, Option<CheckpointMark> mark) {
        Option<Long> committed = mark.flatMap(CheckpointMark::committed);
        return committed.isEmpty()
                ? new ActiveAlarmCount(log, Option.some(ActiveAlarms.NONE), false)
                : new ActiveAlarmCount(log, log.at(committed.get()), true);
    }

    /** After the last batch that is done. */
    Option<ActiveAlarms> known() {
        return known;
    }

    /** What a batch makes of it; the batch's sinks and {@link #write} come before {@link #batchDone}. */
    Option<ActiveAlarms> after(BatchTally tally) {
        return known.map(before -> before.after(tally.transitions(), tally.forgotten()));
    }

    /** Whether a batch that comes to this has to write it. */
    boolean mustWrite(Option<ActiveAlarms> next) {
        return next.isDefined() && !(isWritten && next.equals(known));
    }

    /** From this batch on it is this. */
    void write(long batch, ActiveAlarms next) {
        log.write(batch, next);
    }

    /** The batch is done. */
    void batchDone(Option<ActiveAlarms> next) {
        known = next;
        isWritten = true;
    }
}
