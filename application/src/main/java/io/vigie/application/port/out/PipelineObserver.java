package io.vigie.application.port.out;

import io.vavr.collection.Seq;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.window.WindowChanges;

/** Is told how a pipeline fares. */
@FunctionalInterface
public interface PipelineObserver {

    /** Nobody is told. */
    PipelineObserver NOBODY = report -> {};

    /** A batch is written to all sinks. One that had no messages, and from which nothing came, is not told of. */
    void batchDone(BatchReport report);

    /**
     * A batch had readings of very many days, for each of which a table has a directory: many small files, which cost
     * every reader time.
     *
     * @param batch its number
     * @param days how many, or so many of them that no more were counted
     */
    default void manyEventDays(long batch, int days) {}

    /**
     * Devices have messages in more than one partition, and {@code time.outOfOrder} does not wait for what comes in the
     * wrong order. Told once a run, of the first batch of which it is so.
     *
     * @param batch its number
     */
    default void devicesScattered(long batch, ScatteredDevices devices) {}

    /**
     * The source has changed; it was opened again, and the pipeline goes on where it was.
     *
     * @param change what has changed, for a person
     */
    default void sourceChanged(String change) {}

    /** From the next batch on the pipeline has other rules than for the batch before, also across a restart. */
    default void rulesChanged(RuleChanges changes) {}

    /** From the next batch on the pipeline has other windows than for the batch before: across a restart. */
    default void windowsChanged(WindowChanges changes) {}

    /**
     * The rules that the pipeline should have cannot be used, and it keeps those that it has. Told once, until they
     * change.
     *
     * @param problems what is wrong, a line for a person each
     */
    default void rulesRefused(Seq<String> problems) {}

    /** The rules that could not be used are in order again, and the same as those that the pipeline has. */
    default void rulesRepaired() {}
}
