package io.vigie.application.maintenance;

import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineFailed;

/** What can be done to the checkpoint of a pipeline. */
public interface CheckpointCare {

    /**
     * How it stands; none where there is no checkpoint.
     *
     * @throws PipelineFailed when it cannot be looked at
     */
    Option<CheckpointFigures> look(String location);

    /**
     * Deletes it with all that is remembered of devices: the pipeline cannot go on.
     *
     * @throws PipelineFailed when it cannot be deleted
     */
    void delete(String location);
}
