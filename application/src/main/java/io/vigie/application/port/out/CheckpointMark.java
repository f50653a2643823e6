package io.vigie.application.port.out;

import io.vavr.control.Option;

/**
 * What a checkpoint knows of its pipeline. Whether it has a clock is settled at the first start, as an engine
 * may keep the state of devices in another shape then.
 *
 * @param checkpoint where it lies
 * @param isClocked whether the pipeline has a clock
 * @param hasState whether there is a place for what is remembered of devices
 * @param watermark where it stood after the last batch, in its ticks
 * @param planned the last batch that was begun
 * @param committed the last batch that is done, if any is
 */
public record CheckpointMark(
        String checkpoint, boolean isClocked, boolean hasState, long watermark, long planned, Option<Long> committed) {

    /** The batch that was begun and is not done: it is repeated first. */
    public Option<Long> repeated() {
        return committed.contains(planned) ? Option.none() : Option.some(planned);
    }
}
