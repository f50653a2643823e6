package io.vigie.application.port.out;

import io.vavr.control.Option;

/** Something that holds for the batches of a pipeline, kept in its checkpoint from the batch on in which it changes. */
public interface KeptByBatch<T> {

    /**
     * What holds for a batch, or would; none where nothing was written.
     *
     * @throws PipelineRefused when it cannot be read: going on without it would go on with something else
     */
    Option<T> at(long batch);

    /**
     * From this batch on it is this. A batch that is repeated writes it again.
     *
     * @throws PipelineFailed when it cannot be written
     */
    void write(long batch, T value);
}
