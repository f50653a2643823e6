package io.vigie.adapters.spark.spi;

import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;

/**
 * How far a pipeline has come, by its checkpoint.
 *
 * @param location where the checkpoint lies
 * @param checkpointId its identity; none while it is new
 * @param lastCommitted the last batch it knows to be done; none before the first
 * @param sinks what the pipeline wrote when it last started, each as {@link #sink} calls it; none where that is not known
 */
public record CheckpointProgress(
        String location, Option<String> checkpointId, Option<Long> lastCommitted, Option<Set<String>> sinks) {

    /** Of a checkpoint that does not say what the pipeline wrote. */
    public CheckpointProgress(String location, Option<String> checkpointId, Option<Long> lastCommitted) {
        this(location, checkpointId, lastCommitted, Option.none());
    }

    /** What a sink is called: by what it takes and its name. */
    public static String sink(Output output, String name) {
        return output.word() + " to " + name;
    }

    /** Whether the pipeline wrote to this sink when it last started; none where that is not known. */
    public Option<Boolean> wrote(Output output, String name) {
        return sinks.map(known -> known.contains(sink(output, name)));
    }
}
