package io.vigie.adapters.spark.spi;

import java.util.Map;
import java.util.Set;
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
 * What Spark creates by its class name to read a stream in batches, the only way that it can be read. Subclasses are
 * public and have a constructor without parameters.
 */
public abstract class StreamProvider implements TableProvider {

    private final String name;
    private final StructType schema;

    /**
     * For a stream.
     *
     * @param name what it is called in plans
     * @param schema its columns
     */
    protected StreamProvider(String name, StructType schema) {
        this.name = name;
        this.schema = schema;
    }

    /**
     * Opens the stream, once a query.
     *
     * @param options what it was loaded with; they can be seen in plans, so there is no secret among them
     * @param checkpoint where it may keep what it must not forget
     */
    protected abstract MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint);

    @Override
    public final StructType inferSchema(CaseInsensitiveStringMap options) {
        return schema;
    }

    @Override
    public final Table getTable(StructType known, Transform[] partitioning, Map<String, String> properties) {
        return new StreamTable();
    }

    private final class StreamTable implements SupportsRead {

        @Override
        public String name() {
            return name;
        }

        @Override
        @SuppressWarnings("deprecation") // Spark asks this one
        public StructType schema() {
            return schema;
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.MICRO_BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
            return () -> new StreamScan(options);
        }
    }

    private final class StreamScan implements Scan {

        private final CaseInsensitiveStringMap options;

        StreamScan(CaseInsensitiveStringMap options) {
            this.options = options;
        }

        @Override
        public StructType readSchema() {
            return schema;
        }

        @Override
        public String description() {
            return name;
        }

        @Override
        public MicroBatchStream toMicroBatchStream(String checkpoint) {
            return open(options, checkpoint);
        }
    }
}
