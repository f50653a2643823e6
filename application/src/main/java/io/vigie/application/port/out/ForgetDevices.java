package io.vigie.application.port.out;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.DeviceId;

/** Has devices forgotten by a pipeline, which may run meanwhile. */
@FunctionalInterface
public interface ForgetDevices {

    /**
     * What was noted.
     *
     * @param waitsForMessages whether it is the pipeline's next messages that bring it; else the next batch does, which comes
     *     for that alone if for nothing else: within seconds where the pipeline runs
     */
    record Noted(boolean waitsForMessages) {}

    /**
     * Leaves a note that the pipeline's next batch takes: it forgets these devices at their last event times. Devices of
     * which nothing is remembered are only counted.
     *
     * @param checkpoint the pipeline's checkpoint
     * @throws PipelineRefused when nothing is remembered of devices in it, or the pipeline has not run yet
     * @throws PipelineFailed when the note cannot be written
     */
    Noted forget(String checkpoint, Seq<DeviceId> devices);
}
