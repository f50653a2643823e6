package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.MessageColumns;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The events of a hub, packed in blocks, as a stream of Spark's. Of what it reads Spark is told no more than a name, by
 * which this process knows the rest: options can be seen in plans.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class HubMessages implements TableProvider {

    /** The option that names a source of this process. */
    static final String NAME = "vigie.name";

    /** The sources that were opened in this process. */
    private static final Map<String, AmqpSource> OPENED = new ConcurrentHashMap<>();

    /** Made by Spark. */
    public HubMessages() {}

    /** Lets Spark find a source by its name. */
    static void remember(AmqpSource source) {
        OPENED.put(source.id(), source);
    }

    static void forget(AmqpSource source) {
        OPENED.remove(source.id());
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return MessageColumns.SCHEMA;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new MessagesTable();
    }

    private static final class MessagesTable implements SupportsRead {

        @Override
        public String name() {
            return "eventhubs";
        }

        @Override
        @SuppressWarnings("deprecation") // Spark asks this one
        public StructType schema() {
            return MessageColumns.SCHEMA;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return () -> new MessagesScan(options.getOrDefault(NAME, ""));
        }
    }

    private record MessagesScan(String name) implements Scan {

        @Override
        public StructType readSchema() {
            return MessageColumns.SCHEMA;
        }

        @Override
        public String description() {
            return "events of a hub in blocks";
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
            AmqpSource source = OPENED.get(name);
            if (source == null) {
                throw new IllegalStateException("A stream of a hub is started once, where it was opened.");
            }
            return source.stream(new InitialOffsets(SparkSession.active(), checkpointLocation));
        }
    }
}
