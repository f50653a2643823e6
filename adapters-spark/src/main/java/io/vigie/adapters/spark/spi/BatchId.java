package io.vigie.adapters.spark.spi;

/**
 * One batch of one pipeline.
 *
 * @param pipeline the pipeline's name
 * @param checkpointId the identity of its checkpoint, the same from its first batch to its last
 * @param number counts from 0 with each new checkpoint; the same when the batch is repeated after a crash
 */
public record BatchId(String pipeline, String checkpointId, long number) {}
