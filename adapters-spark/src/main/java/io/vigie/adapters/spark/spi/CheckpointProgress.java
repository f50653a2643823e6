package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;

/**
 * How far a pipeline has come, by its checkpoint.
 *
 * @param location where the checkpoint lies
 * @param checkpointId its identity; none while it is new
 * @param lastCommitted the last batch it knows to be done; none before the first
 */
public record CheckpointProgress(String location, Option<String> checkpointId, Option<Long> lastCommitted) {}
