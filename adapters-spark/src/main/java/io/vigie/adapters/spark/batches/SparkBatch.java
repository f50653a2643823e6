package io.vigie.adapters.spark.batches;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.rows.ChunkRows;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.BatchTerms;
import io.vigie.application.port.out.EngineBatch;
import io.vigie.domain.window.WindowBook;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** A micro-batch: what its stages come to is kept until every sink has it, so that all outputs rest on one decoding. */
final class SparkBatch implements EngineBatch, AutoCloseable {

    /** Writing so many takes a task some tens of milliseconds; to have two do it leaves two files and is no faster. */
    private static final long ROWS_A_TASK = 20_000;

    private final Dataset<byte[]> batch;
    private final long number;
    private final PipelinePlan plan;
    private final SparkSource source;
    private final SinkWrites sinks;

    /** Finds the lines of files whose readings came too late; none where such messages come along with their readings. */
    private final @Nullable MessagesAgain messagesAgain;

    private final CurrentPlan stages;
    private final QueryWatch watch;
    private final SparkSession session;
    private final EventDays days = new EventDays();

    private @Nullable JavaRDD<byte[]> chunks;
    private @Nullable JavaRDD<byte[]> found;
    private long rows;
    private boolean hasLinesToFind;

    SparkBatch(
            Dataset<byte[]> batch,
            long number,
            PipelinePlan plan,
            SparkSource source,
            SinkWrites sinks,
            @Nullable MessagesAgain messagesAgain,
            CurrentPlan stages,
            QueryWatch watch) {
        this.batch = batch;
        this.number = number;
        this.plan = plan;
        this.source = source;
        this.sinks = sinks;
        this.messagesAgain = messagesAgain;
        this.stages = stages;
        this.watch = watch;
        session = batch.sparkSession();
        session.sparkContext().register(days);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Option<Long> devices() {
        return watch.devices();
    }

    @Override
    public BatchTally run(BatchTerms terms) {
        stages.set(stages.get().by(terms, plannedAt()));
        JavaRDD<byte[]> kept = batch.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> row.getBinary(0))
                .persist(StorageLevel.MEMORY_AND_DISK());
        chunks = kept;
        ChunkCounts counts = ChunkCounts.of(kept);
        BatchTally tally = counts.tally();
        rows = tally.rows();
        hasLinesToFind = counts.hasLinesToFind();
        return tally;
    }

    @Override
    public void append(Output output, SinkPlan wanted) {
        JavaRDD<byte[]> its = output == Output.REJECTED ? rejected() : kept();
        sinks.write(output, wanted, sink -> sink.append(rows(gathered(its, sink), output, sink), id()));
    }

    @Override
    public void create(Output output, SinkPlan sink) {
        sinks.create(output, sink);
    }

    @Override
    public void atOnce(Seq<Runnable> work) {
        sinks.atOnce(work);
    }

    @Override
    public int eventDays() {
        return days.value();
    }

    @Override
    public Map<String, Long> backlog() {
        return HashMap.ofAll(source.backlog());
    }

    @Override
    public boolean leavesMessages() {
        return source.leavesMessages();
    }

    /** As Spark has it beside the batch's offsets: of a batch that is repeated the same again. */
    private long plannedAt() {
        return source.shape() == SparkSource.Shape.MESSAGES
                ? Checkpoints.plannedAt(session, plan.checkpoint(), number)
                : System.currentTimeMillis() * 1_000;
    }

    @Override
    public void close() {
        for (JavaRDD<byte[]> each : Arrays.asList(chunks, found)) {
            if (each != null) {
                each.unpersist(false);
            }
        }
    }

    private JavaRDD<byte[]> kept() {
        if (chunks == null) {
            throw new IllegalStateException("the batch has not run");
        }
        return chunks;
    }

    /** With those whose lines are read again. */
    private synchronized JavaRDD<byte[]> rejected() {
        JavaRDD<byte[]> kept = kept();
        if (found == null && hasLinesToFind && messagesAgain != null) {
            found = LateLines.of(session, kept, messagesAgain).persist(StorageLevel.MEMORY_AND_DISK());
        }
        return found == null ? kept : kept.union(found);
    }

    private BatchId id() {
        String id = session.sparkContext().getLocalProperty("sql.streaming.queryId");
        if (id == null) {
            throw new IllegalStateException("A batch runs outside its query.");
        }
        return new BatchId(plan.name(), id, number);
    }

    private Dataset<Row> rows(JavaRDD<byte[]> its, Output output, SparkSink sink) {
        WindowBook inForce = stages.get().windows();
        StructType columns =
                output == Output.REJECTED && sink.takesDeadLetters() ? Tables.DEAD_LETTERS : Tables.of(output, inForce);
        Dataset<Row> all = session.internalCreateDataFrame(
                unpacked(its, output, inForce, days).rdd(), columns, false);
        if (output == Output.WINDOWS && !inForce.equals(plan.windows())) {
            return all.select(asOf(columns, Tables.of(output, plan.windows())));
        }
        return output == Output.ALARMS && !sink.takesShadowAlarms() ? all.where("not shadow") : all;
    }

    /** The sinks are those of the plan, and a repeated batch may be of other windows: aggregates of both are there. */
    private static Column[] asOf(StructType found, StructType wanted) {
        List<String> names = List.of(found.fieldNames());
        return Arrays.stream(wanted.fields())
                .map(field -> names.contains(field.name())
                        ? functions.col(field.name())
                        : functions.lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
    }

    /** No shuffle: a task takes over the parts of others. Rows of a device stay in their order. */
    private JavaRDD<byte[]> gathered(JavaRDD<byte[]> its, SparkSink sink) {
        long tasks = 1 + (rows - 1) / ROWS_A_TASK;
        return sink.takesSmallBatchesWhole() && tasks < its.getNumPartitions() ? its.coalesce((int) tasks) : its;
    }

    /** Apart, so that what travels to the tasks does not take this batch along. */
    private static JavaRDD<InternalRow> unpacked(
            JavaRDD<byte[]> chunks, Output output, WindowBook windows, EventDays days) {
        return output == Output.READINGS
                ? chunks.mapPartitions(packed -> days.of(ChunkRows.of(output, windows, packed)), true)
                : chunks.mapPartitions(packed -> ChunkRows.of(output, windows, packed), true);
    }
}
