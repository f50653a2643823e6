package io.vigie.adapters.spark.intake;

import io.vavr.collection.Iterator;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.rows.Pack;
import io.vigie.adapters.spark.spi.SparkSource.Shape;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import scala.Tuple3;

/**
 * The first stage, where the source's messages are: decodes them, checks each reading against the rules it may meet
 * by itself, and packs the readings by device. A shuffle then moves packs, not readings.
 */
public final class DecodeMessages implements MapPartitionsFunction<Row, Tuple3<String, byte[], Instant>> {

    private static final long serialVersionUID = 1;

    private final CurrentPlan plan;
    private final Shape shape;

    public DecodeMessages(CurrentPlan plan, Shape shape) {
        this.plan = plan;
        this.shape = shape;
    }

    @Override
    public java.util.Iterator<Tuple3<String, byte[], Instant>> call(java.util.Iterator<Row> messages) {
        Queue<Pack> packs = new ArrayDeque<>();
        MessagePacker packer = new MessagePacker(plan.get(), shape == Shape.MESSAGES, packs);
        return toBeForgotten()
                .iterator()
                .concat(Iterator.ofAll(new MessageFeed<>(messages, shape, packer, packs, false)))
                .map(Pack::asSparkCarriesIt);
    }

    /** Where there is a clock, its stream says so ({@code ClockStream}), with messages or without. */
    private Seq<Pack> toBeForgotten() {
        boolean saysIt = !plan.get().clocked() && TaskContext.getPartitionId() == 0;
        return saysIt ? plan.get().forgetting().toList().map(Pack.Forget::new) : List.empty();
    }
}
