package io.vigie.bootstrap.benchmark;

import java.nio.file.Path;
import org.apache.spark.eventhubs.EventHubsConf;
import org.apache.spark.eventhubs.EventPosition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What people write to get readings from a hub into a Delta table: the connector's rows through {@code from_json}.
 * <pre>{@code
 * EventHubsByHand CONNECTION-STRING EVENTS DIRECTORY
 * }</pre>
 *
 * <p>It reads from the oldest event on until it has read so many, and prints how long that took from the start of the
 * query. The connection string names the hub.
 */
public final class EventHubsByHand {

    private static final StructType READING = new StructType()
            .add("deviceId", DataTypes.StringType)
            .add("metric", DataTypes.StringType)
            .add("value", DataTypes.DoubleType)
            .add("unit", DataTypes.StringType)
            .add("timestamp", DataTypes.TimestampType);

    private EventHubsByHand() {}

    /** Measures once, and prints one line. */
    public static void main(String[] args) throws Exception {
        if (args.length != 3) {
            System.err.println("EventHubsByHand CONNECTION-STRING EVENTS DIRECTORY");
            System.exit(2);
        }
        long events = Long.parseLong(args[1]);
        Path directory = Path.of(args[2]);
        try (SparkSession session = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate()) {
            EventHubsConf hub = new EventHubsConf(args[0])
                    .setStartingPosition(EventPosition.fromStartOfStream())
                    .setMaxEventsPerTrigger(events);
            Dataset<Row> readings = session.readStream()
                    .format("eventhubs")
                    .options(hub.toMap())
                    .load()
                    .select(
                            functions
                                    .from_json(functions.col("body").cast("string"), READING)
                                    .as("reading"),
                            functions.col("partition"),
                            functions.col("sequenceNumber"),
                            functions.col("enqueuedTime"))
                    .select("reading.*", "partition", "sequenceNumber", "enqueuedTime");
            long start = System.nanoTime();
            StreamingQuery query = readings.writeStream()
                    .format("delta")
                    .option(
                            "checkpointLocation",
                            directory.resolve("checkpoint").toString())
                    .trigger(Trigger.ProcessingTime(0))
                    .start(directory.resolve("readings").toString());
            query.processAllAvailable();
            double seconds = (System.nanoTime() - start) / 1e9;
            query.stop();
            long written = session.read()
                    .format("delta")
                    .load(directory.resolve("readings").toString())
                    .count();
            System.out.printf("%,d events in %.1f s, %,.0f events/s%n", written, seconds, written / seconds);
        }
        // The connector's threads are no daemons.
        System.exit(0);
    }
}
