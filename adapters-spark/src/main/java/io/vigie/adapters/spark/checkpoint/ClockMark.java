package io.vigie.adapters.spark.checkpoint;

import io.vavr.control.Option;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.rows.Ticks;
import io.vigie.application.port.out.PipelineRefused;

/**
 * What a checkpoint knows of its pipeline's clock. Whether a pipeline has one is settled at its first start, as Spark
 * keeps the state of devices in another shape then.
 *
 * @param checkpoint where it lies
 * @param isClocked whether the pipeline has a clock
 * @param hasState whether there is a place for what is remembered of devices
 * @param watermark where it stood after the last batch, in {@link Ticks}
 * @param planned the last batch that was begun
 * @param committed the last batch that is done, if any is
 */
public record ClockMark(
        String checkpoint, boolean isClocked, boolean hasState, long watermark, long planned, Option<Long> committed) {

    /** The batch that was begun and is not done: it is repeated first. */
    public Option<Long> repeated() {
        return committed.contains(planned) ? Option.none() : Option.some(planned);
    }

    /**
     * Holds a plan against what the checkpoint has places for.
     *
     * @throws PipelineRefused when the pipeline needs a clock, or state, and the checkpoint has no place for it
     */
    public void mustFit(StagePlan plan) {
        if (!hasState && !plan.isStateless() && committed.isDefined()) {
            throw new PipelineRefused("The checkpoint " + checkpoint
                    + " has no place for what is remembered of devices, which readings, alarms and windows need: the"
                    + " pipeline was first started with violations or rejected alone. Leave those sinks out; or move the"
                    + " checkpoint away together with the tables, or choose new paths for both, and start afresh.");
        }
        if (!isClocked && plan.waits().isDefined()) {
            throw new PipelineRefused("The checkpoint " + checkpoint
                    + " has no place for the pipeline's clock, which finds deadlines (for, silent, clear), the ends of"
                    + " windows, and when to forget devices that send nothing: it was written by an older version of"
                    + " Vigie, or without alarms, windows and forgetDevicesAfter. Go on without windows and"
                    + " forgetDevicesAfter, and with rules that have no deadlines; or move the checkpoint away together with the tables, or choose new paths for"
                    + " both, and start afresh.");
        }
    }
}
