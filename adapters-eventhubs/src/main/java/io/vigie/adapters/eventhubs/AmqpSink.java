package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.HubCheck;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.application.plan.Output;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A hub, at least once: a batch that is repeated after a crash is sent again, with the same events. */
final class AmqpSink implements SparkSink {

    private final HubAccess access;
    private final EventConversion conversion;
    private final String id = UUID.randomUUID().toString();

    AmqpSink(HubAccess access, Output output, StructType columns) {
        this.access = access;
        conversion = new EventConversion(output, columns);
    }

    @Override
    public String name() {
        return access.name();
    }

    @Override
    public void prepare(SparkSession session, CheckpointProgress progress) {
        new HubCheck(access).mustBeWritable();
    }

    @Override
    public boolean takesDeadLetters() {
        return true;
    }

    @Override
    public void append(Dataset<Row> rows, BatchId batch) {
        rows.queryExecution().toRdd().toJavaRDD().foreachPartition(new EventSending(id, access, conversion));
    }
}
