package io.vigie.application.maintenance;

import io.vavr.control.Option;
import java.time.Instant;

/**
 * How a pipeline's checkpoint stands.
 *
 * @param lastBatch the last batch that is done; none before the first
 * @param lastProgress when anything of a batch was last written down; none where nothing was
 * @param files how many files it has
 * @param bytes how large they are together
 * @param seenFiles bytes of the list of input files that were read, which grows as long as the pipeline reads files
 */
public record CheckpointFigures(
        Option<Long> lastBatch, Option<Instant> lastProgress, long files, long bytes, long seenFiles) {}
