package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageColumns;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Files of lines, read as blocks of whole lines with their place in the file. Spark's own text source hands over one
 * line a row, without its place; a block costs the engine once what a line costs there each time.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class JsonLinesFormat implements FileFormat, Serializable {

    private static final long serialVersionUID = 1;

    /** Of a message's column: a directory such as {@code source=lyon} has a column too, which must not take its place. */
    private static final String PREFIX = "message.";

    /** The message columns under the names that they have here. */
    static final StructType SCHEMA = new StructType(Arrays.stream(MessageColumns.SCHEMA.fields())
            .map(field -> DataTypes.createStructField(PREFIX + field.name(), field.dataType(), true))
            .toArray(StructField[]::new));

    @Override
    public Option<StructType> inferSchema(SparkSession session, Map<String, String> options, Seq<FileStatus> files) {
        return Option.apply(SCHEMA);
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession session, Job job, Map<String, String> options, StructType schema) {
        throw new UnsupportedOperationException("JSON lines are read here, not written.");
    }

    @Override
    public boolean isSplitable(SparkSession session, Map<String, String> options, Path path) {
        return new CompressionCodecFactory(session.sessionState().newHadoopConf()).getCodec(path) == null;
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession session,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration configuration) {
        Broadcast<SerializableConfiguration> shared = session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(configuration),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class));
        return new OpenFile(shared, requiredSchema, partitionSchema);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonLinesFormat;
    }

    @Override
    public int hashCode() {
        return JsonLinesFormat.class.hashCode();
    }

    @Override
    public String toString() {
        return "JSON lines";
    }

    private static final class OpenFile extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {

        private static final long serialVersionUID = 1;

        private final Broadcast<SerializableConfiguration> configuration;
        private final StructType columns;
        private final StructType partitionColumns;

        OpenFile(Broadcast<SerializableConfiguration> configuration, StructType columns, StructType partitionColumns) {
            this.configuration = configuration;
            this.columns = columns;
            this.partitionColumns = partitionColumns;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            return LineBlocks.open(
                    file,
                    LineBlocks.Layout.of(columns, partitionColumns),
                    configuration.value().value());
        }
    }
}
