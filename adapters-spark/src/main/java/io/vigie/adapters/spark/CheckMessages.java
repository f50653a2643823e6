package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.SparkSource.Shape;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple5;

/**
 * The only stage of a pipeline that wants nothing for which devices must be remembered: decodes the messages where they
 * are, and finds violations and what is to be rejected. Nothing is shuffled, nothing is kept.
 */
final class CheckMessages implements MapPartitionsFunction<Row, Tuple5<String, String, Long, byte[], byte[]>> {

    private static final long serialVersionUID = 1;

    private final CurrentPlan plan;
    private final Shape shape;
    private final boolean atOnce;

    /**
     * The stage.
     *
     * @param atOnce whether what comes of a row is wanted before the next row is there
     */
    CheckMessages(CurrentPlan plan, Shape shape, boolean atOnce) {
        this.plan = plan;
        this.shape = shape;
        this.atOnce = atOnce;
    }

    @Override
    public Iterator<Tuple5<String, String, Long, byte[], byte[]>> call(Iterator<Row> messages) {
        Queue<Tuple5<String, String, Long, byte[], byte[]>> chunks = new ArrayDeque<>();
        return new MessageFeed<>(messages, shape, new MessageChecker(plan.get(), chunks), chunks, atOnce);
    }
}
