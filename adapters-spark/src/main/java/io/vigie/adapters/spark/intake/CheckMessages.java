package io.vigie.adapters.spark.intake;

import io.vavr.collection.Iterator;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * The only stage of a pipeline that wants nothing for which devices must be remembered: decodes the messages where they
 * are, and finds violations and what is to be rejected. Nothing is shuffled, nothing is kept.
 */
public final class CheckMessages implements MapPartitionsFunction<Row, byte[]> {

    private static final long serialVersionUID = 1;

    private final CurrentPlan plan;
    private final Shape shape;
    private final boolean atOnce;

    /**
     * The stage.
     *
     * @param atOnce whether what comes of a row is wanted before the next row is there
     */
    public CheckMessages(CurrentPlan plan, Shape shape, boolean atOnce) {
        this.plan = plan;
        this.shape = shape;
        this.atOnce = atOnce;
    }

    @Override
    public java.util.Iterator<byte[]> call(java.util.Iterator<Row> messages) {
        Queue<Chunk> chunks = new ArrayDeque<>();
        return Iterator.ofAll(new MessageFeed<>(
                        messages,
                        shape,
                        new MessageChecker(plan.get(), shape == Shape.MESSAGES, chunks),
                        chunks,
                        atOnce))
                .map(Chunk::bytes);
    }
}
