package io.vigie.adapters.spark.spi;

import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.spi.messages.MessageBlock;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A stream that a pipeline reads. */
public interface SparkSource {

    /** What the rows of a source are. */
    enum Shape {
        /** Messages of one part in a {@link MessageBlock}, many to a row, in {@link MessageColumns}. */
        MESSAGES,
        /** Messages in lines, many to a row, in {@link MessageColumns}. */
        LINES,
        /** Readings as {@link Tables#READINGS} has them: decoded and validated before. */
        READINGS
    }

    /** What its rows are. */
    Shape shape();

    /** What to call it in messages to people, such as the topic and where it is. */
    default String name() {
        return "its source";
    }

    /**
     * Finds out whether there is something to open, where asking takes a while: done beside the sinks' preparation.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when there is nothing to open, or no right to
     */
    default void mustBeThere() {}

    /**
     * Whether Spark can have written this down as an offset of the source: a checkpoint may have been tampered with.
     *
     * @param lastLogged what {@link #lastLogged} says
     */
    default boolean isOffset(String json, long lastLogged) {
        return true;
    }

    /**
     * The number of the last entry in the source's own log in a checkpoint; negative where it keeps none there.
     *
     * @param directory the source's in the checkpoint
     * @throws PipelineRefused when the log is damaged, or another source's
     */
    default long lastLogged(SparkSession session, String directory) {
        return -1;
    }

    /**
     * All that came before an offset is in every output, and no batch of it is ever repeated. Told when a pipeline starts
     * and when it has read all there is; while it runs, Spark tells its stream.
     *
     * @param directory the source's in the checkpoint
     */
    default void committed(SparkSession session, String directory, String offset) {}

    /**
     * Opens the stream; nothing is read yet.
     *
     * @throws io.vigie.application.port.out.PipelineRefused when there is nothing to open, or no right to
     */
    Dataset<Row> open(SparkSession session);

    /**
     * Opens the stream for continuous processing, where a message is handed over as it comes: each in a block of its own.
     *
     * @throws PipelineRefused when there is nothing to open, no right to, or the source is read in batches alone
     */
    default Dataset<Row> openContinuously(SparkSession session) {
        throw new PipelineRefused("Not every source can be processed continuously, and " + name()
                + " is read in batches alone. Write trigger: { every: 1s } instead.");
    }

    /**
     * How many messages each part of the source had left when the batch under way was planned, by the part's name as
     * {@link MessageColumns#part} has it; empty where the source cannot tell.
     */
    default Map<String, Long> backlog() {
        return Map.of();
    }

    /** Whether there was more to read when the batch under way was planned, as far as the source can tell. */
    default boolean leavesMessages() {
        return backlog().values().stream().anyMatch(left -> left > 0);
    }

    /** The same, seen from an offset as Spark writes the source's offsets down. */
    default Map<String, Long> backlog(String offset) {
        return Map.of();
    }

    /**
     * Whether a stream has failed of something that is in order once the source is opened again, such as a table's new
     * column. The pipeline then does so by itself, and goes on where it was.
     */
    default boolean isToBeOpenedAgain(Throwable failure) {
        return false;
    }

    /** What is made of the headers of its messages: by itself nothing. */
    default HeaderUse headers() {
        return HeaderUse.asTheyAre(false);
    }

    /**
     * How many things in the place that is read are not read, by a word for the reason, as it was last seen; empty where
     * nothing can be passed over.
     */
    default Map<String, Long> passedOver() {
        return Map.of();
    }

    /** Under what readings that were decoded before were taken, as far as that is known: for those who take them again. */
    default HistoryTerms terms(SparkSession session) {
        return HistoryTerms.STANDARD;
    }

    /**
     * All that is there now, at once and in no particular order; what comes later is not seen.
     *
     * @throws PipelineRefused when there is nothing to read, no right to, or no past that could be read again
     */
    default Dataset<Row> history(SparkSession session) {
        throw new PipelineRefused("What has gone through this source cannot be read again. Have a pipeline write its"
                + " readings to a Delta table, and name that.");
    }
}
