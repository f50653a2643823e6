package io.vigie.adapters.delta;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.AlarmTable;
import io.vigie.adapters.spark.spi.RejectedTable;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.Defect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A Delta table of alarms that is filled from a topic of alarms. Kafka sinks are at least once: a transition may be in
 * the topic more than once. In the table it is once, however often it was delivered, within a batch or in several, also
 * when the whole topic is read again.
 * <pre>{@code
 * AlarmsTable alarms = AlarmsTable.at("/data/alarms");
 * session.readStream().format("kafka")…load()
 *         .writeStream()
 *         .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) -> alarms.merge(batch))
 * }</pre>
 *
 * <p>Two records are of one transition when they agree in {@link AlarmTable#IDENTITY}. What cannot be told from a repeat,
 * and is once in the table, are transitions by readings that are alike in device, metric, time and value.
 *
 * <p>Several may merge into one table at once, on any thread. It is immutable.
 */
public final class AlarmsTable {

    private static final List<String> IDENTITY = AlarmTable.IDENTITY.asJava();

    /** How many records that are no alarms an error names. */
    private static final int NAMED = 3;

    private static final StructType DECODED = new StructType()
            .add("alarm", Tables.ALARMS)
            .add("reason", DataTypes.StringType)
            .add("detail", DataTypes.StringType);

    private final InsertOnlyMerge alarms;
    private final Option<InsertOnlyMerge> rejected;

    private AlarmsTable(InsertOnlyMerge alarms, Option<InsertOnlyMerge> rejected) {
        this.alarms = alarms;
        this.rejected = rejected;
    }

    /**
     * What a batch came to.
     *
     * @param records how many records it had, repeats included
     * @param transitions how many different transitions they tell of, those that the table held before included
     * @param tombstones how many records had no value; they say nothing
     * @param rejected how many records were no alarms
     */
    public record Merged(long records, long transitions, long tombstones, long rejected) {}

    /**
     * The table at this path, which is made by the first batch where there is none. A record that is no alarm fails its
     * batch.
     */
    public static AlarmsTable at(String path) {
        return new AlarmsTable(
                new InsertOnlyMerge(new TableAtPath(path), Output.ALARMS, IDENTITY, "event_time"), Option.none());
    }

    /** The same with another Delta table, of the columns of {@link Tables#REJECTED}, for records that are no alarms. */
    public AlarmsTable rejectedTo(String path) {
        return new AlarmsTable(
                alarms,
                Option.some(new InsertOnlyMerge(
                        new TableAtPath(path), Output.REJECTED, RejectedTable.IDENTITY.asJava(), "received_at")));
    }

    /**
     * Adds the transitions that the table does not hold yet.
     *
     * @param records a batch of records: {@code value}, bytes or a text, and where they have them {@code topic}, {@code
     *     partition}, {@code offset} and {@code timestamp}, as Spark's Kafka source names them
     * @throws IllegalArgumentException when they have no {@code value}, or are a stream and not a batch of one
     * @throws PipelineRefused when a table does not fit, or the session is not set up for Delta
     * @throws PipelineFailed when a record is no alarm and nobody said where those go, naming the first; or when others
     *     wrote to the table in every one of ten attempts. Nothing of the batch is in the table of alarms then
     */
    public Merged merge(Dataset<Row> records) {
        Dataset<Row> decoded = decoded(records);
        SparkSession session = records.sparkSession();
        alarms.prepare(session);
        rejected.forEach(table -> table.prepare(session));
        decoded.persist();
        try {
            Merged merged = count(decoded);
            if (merged.rejected > 0) {
                reject(decoded.where("reason is not null"), merged);
            }
            alarms.add(decoded.where("alarm is not null").select("alarm.*"));
            return merged;
        } finally {
            decoded.unpersist();
        }
    }

    private static Dataset<Row> decoded(Dataset<Row> records) {
        if (records.isStreaming()) {
            throw new IllegalArgumentException("Alarms are merged batch by batch. Give the batches of this stream:"
                    + " writeStream().foreachBatch(…).");
        }
        List<String> columns = Arrays.asList(records.columns());
        if (!columns.contains("value")
                || !isBytesOrText(records.schema().apply("value").dataType())) {
            throw new IllegalArgumentException("The records have no column value of bytes or text, but "
                    + records.schema().simpleString() + ". Give them as Spark's Kafka source does.");
        }
        return records.select(
                        column(columns, "topic", DataTypes.StringType).as("source"),
                        column(columns, "partition", DataTypes.StringType).as("partition"),
                        column(columns, "offset", DataTypes.LongType).as("offset"),
                        column(columns, "timestamp", DataTypes.TimestampType).as("received_at"),
                        functions.col("value").cast(DataTypes.BinaryType).as("payload"))
                .withColumn("decoded", decode().apply(functions.col("payload")))
                .select("source", "partition", "offset", "received_at", "payload", "decoded.*");
    }

    private static boolean isBytesOrText(DataType type) {
        return type.equals(DataTypes.BinaryType) || type.equals(DataTypes.StringType);
    }

    private static Column column(List<String> columns, String name, DataType type) {
        return (columns.contains(name) ? functions.col(name) : functions.lit(null)).cast(type);
    }

    private static UserDefinedFunction decode() {
        return functions.udf((UDF1<byte @Nullable [], @Nullable Row>) AlarmsTable::decode, DECODED);
    }

    private static @Nullable Row decode(byte @Nullable [] record) {
        return record == null
                ? null
                : AlarmJson.read(record)
                        .fold(
                                (Defect defect) ->
                                        RowFactory.create(null, defect.reason().word(), defect.detail()),
                                alarm -> RowFactory.create(alarm, null, null));
    }

    private static Merged count(Dataset<Row> decoded) {
        Column[] others = IDENTITY.stream()
                .skip(1)
                .map(name -> functions.col("alarm." + name))
                .toArray(Column[]::new);
        Row counts = decoded.agg(
                        functions.count(functions.lit(1)),
                        functions.countDistinct(functions.col("alarm." + IDENTITY.get(0)), others),
                        functions.count(functions.when(functions.col("payload").isNull(), true)),
                        functions.count("reason"))
                .head();
        return new Merged(counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
    }

    private void reject(Dataset<Row> bad, Merged merged) {
        InsertOnlyMerge table = rejected.getOrElseThrow(() -> new PipelineFailed(merged.rejected + " of "
                + merged.records + " records are no alarms: " + theFirst(bad)
                + ". Nothing of this batch is in the table " + alarms.table().text()
                + ". Name a table for such records (rejectedTo), or leave them out of the batch."));
        table.add(bad.select(columnsOf(Tables.REJECTED)));
    }

    private static String theFirst(Dataset<Row> bad) {
        return bad.orderBy("source", "partition", "offset").limit(NAMED).collectAsList().stream()
                .map(record -> place(record) + record.getAs("reason") + ", " + record.getAs("detail"))
                .collect(Collectors.joining("; "));
    }

    private static String place(Row record) {
        return record.getAs("source") == null
                ? ""
                : "topic " + record.getAs("source") + ", partition " + record.getAs("partition") + ", offset "
                        + record.getAs("offset") + ": ";
    }

    private static Column[] columnsOf(StructType shape) {
        return Arrays.stream(shape.fieldNames()).map(functions::col).toArray(Column[]::new);
    }
}
