package io.vigie.adapters.spark.spi;

import io.vavr.control.Option;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Somewhere that an output's rows go. */
public interface SparkSink {

    /** What to call it in messages to people, such as the table's path. */
    String name();

    /**
     * Says, before {@link #prepare}, what a table keeps of how its rows come about, in {@link ReadingTerms}: for those who
     * read them later. A sink that keeps no such thing passes it over.
     */
    default void keeps(ReadingTerms terms) {}

    /**
     * Finds out, before the pipeline starts, what would go wrong later: a table of another shape, batches that it holds
     * and the checkpoint does not know.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when the pipeline must not start
     */
    void prepare(SparkSession session, CheckpointProgress progress);

    /**
     * Makes what is not there yet, such as an empty table: called within the first batch where that has no rows for
     * this sink, and at the end of a pipeline that found nothing to read.
     */
    default void create(SparkSession session) {}

    /**
     * Whether the alarms of shadow rules go there too: rules on trial are recorded, and alert nobody. Tables take them;
     * what people or machines act upon does not, and such a sink is not given their rows.
     */
    default boolean takesShadowAlarms() {
        return false;
    }

    /**
     * Whether rejected messages come with their key and headers too, in the columns of {@link Tables#DEAD_LETTERS}: for
     * sinks that hand on the message as it was.
     */
    default boolean takesDeadLetters() {
        return false;
    }

    /**
     * Whether a small batch is better written by few tasks than by many, as each leaves files of its own.
     */
    default boolean takesSmallBatchesWhole() {
        return false;
    }

    /** The same target for continuous processing; none where it is written in batches alone. */
    default Option<ContinuousSink> continuous() {
        return Option.none();
    }

    /**
     * Writes a batch's rows; the first ones also make what is not there yet. A batch may come again after a crash, with
     * the same rows; a sink that promises exactly once then writes nothing.
     *
     * @param rows the rows, in the columns of the output's table; or of {@link Tables#DEAD_LETTERS}, where it takes those
     * @param batch which batch they are
     */
    void append(Dataset<Row> rows, BatchId batch);
}
