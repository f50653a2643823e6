package io.vigie.adapters.spark.batches;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.clock.PipelineClock;
import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.rows.ChunkRows;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.Tables;
import io.vigie.adapters.spark.switching.RuleSwitch;
import io.vigie.adapters.spark.switching.WindowSwitch;
import io.vigie.adapters.spark.watch.ActiveAlarms;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.adapters.spark.watch.BatchTally;
import io.vigie.adapters.spark.watch.PipelineMeters;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.pipeline.Meter;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Writes a batch to every sink, and only then lets Spark take it for done. */
public final class BatchWriter implements VoidFunction2<Dataset<byte[]>, Long> {

    private static final long serialVersionUID = 1;

    /** Writing so many takes a task some tens of milliseconds; to have two do it leaves two files and is no faster. */
    private static final long ROWS_A_TASK = 20_000;

    /** A batch of readings of more days is told of. */
    private static final int MANY_DAYS = 1_000;

    private final transient PipelinePlan plan;
    private final transient SparkSource source;
    private final transient Map<Output, Seq<SparkSink>> sinks;

    /** None where messages come along, if they may be rejected late. */
    private final transient @Nullable MessagesAgain messagesAgain;

    private final transient PipelineObserver observer;
    private final transient PipelineClock clock;
    private final transient RuleSwitch rules;
    private final transient WindowSwitch windows;
    private final transient ActiveAlarmsLog alarms;
    private final transient DeviceCount devices;
    private final transient ForgetNotes notes;
    private final transient CurrentPlan stages;
    private final transient QueryWatch watch;
    private final transient PipelineMeters meters;
    private final transient PipelineMetrics metrics;

    /** Whether every sink has what it writes to. */
    private transient volatile boolean complete;

    public BatchWriter(
            PipelinePlan plan,
            SparkSource source,
            Map<Output, Seq<SparkSink>> sinks,
            @Nullable MessagesAgain messagesAgain,
            PipelineObserver observer,
            PipelineClock clock,
            RuleSwitch rules,
            WindowSwitch windows,
            ActiveAlarmsLog alarms,
            DeviceCount devices,
            ForgetNotes notes,
            CurrentPlan stages,
            QueryWatch watch,
            PipelineMeters meters,
            PipelineMetrics metrics) {
        this.plan = plan;
        this.source = source;
        this.sinks = sinks;
        this.messagesAgain = messagesAgain;
        this.observer = observer;
        this.clock = clock;
        this.rules = rules;
        this.windows = windows;
        this.alarms = alarms;
        this.devices = devices;
        this.notes = notes;
        this.stages = stages;
        this.watch = watch;
        this.meters = meters;
        this.metrics = metrics;
        meters.watch(Meter.RULES_REFUSED, () -> rules.isRefused() ? 1 : 0);
        for (String reason : source.passedOver().keySet()) {
            meters.watch(
                    Meter.NOT_READ,
                    () -> source.passedOver().getOrDefault(reason, 0L).doubleValue(),
                    reason);
        }
        measureState();
        metrics.refresh();
    }

    @Override
    public void call(Dataset<byte[]> batch, Long number) {
        long start = System.nanoTime();
        rules.batchBegins(number);
        windows.batchBegins(number);
        devices.batchBegins(watch::devices);
        stages.set(stages.get().full(devices.isFull()).forgetting(notes.batchBegins(number)));
        SparkSession session = batch.sparkSession(); // the query's own
        ProlepticTimes.in(session);
        JavaRDD<byte[]> chunks = batch.queryExecution()
                .toRdd()
                .toJavaRDD()
                .map(row -> row.getBinary(0))
                .persist(StorageLevel.MEMORY_AND_DISK());
        JavaRDD<byte[]> found = null;
        try {
            BatchTally tally = BatchTally.of(chunks);
            tally.mustNotBePoisonous(plan);
            if (tally.hasLinesToFind() && messagesAgain != null) {
                found = LateLines.of(session, chunks, messagesAgain).persist(StorageLevel.MEMORY_AND_DISK());
            }
            JavaRDD<byte[]> rejected = found == null ? chunks : chunks.union(found);
            BatchId id = new BatchId(plan.name(), checkpointId(session), number);
            EventDays days = new EventDays();
            session.sparkContext().register(days);
            List<Runnable> writes = new ArrayList<>();
            sinks.forEach((output, all) -> {
                if (tally.count(output) > 0) {
                    JavaRDD<byte[]> its = output == Output.REJECTED ? rejected : chunks;
                    all.forEach(sink -> writes.add(to(
                            sink,
                            output,
                            () -> sink.append(rows(session, gathered(its, tally, sink), output, sink, days), id))));
                } else if (!complete) {
                    all.forEach(sink -> writes.add(to(sink, output, () -> sink.create(session))));
                }
            });
            Option<ActiveAlarms> active = alarms.after(tally);
            if (alarms.mustWrite(active)) {
                writes.add(() -> alarms.write(number, active.get()));
            }
            Option<Long> remembered = devices.after(tally);
            if (devices.mustWrite(remembered)) {
                writes.add(() -> devices.write(number, remembered.get()));
            }
            if (!tally.forgetsDevices()) {
                writes.add(notes::stay);
            }
            ParallelTasks.run(writes);
            complete = true;
            clock.batchDone(tally.hasMessages(), tally.clock(), tally.leavesBehind());
            alarms.batchDone(active);
            devices.batchDone(remembered);
            measureState();
            meters.done();
            if (!tally.isEmpty()) {
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                BatchReport report = tally.report(number, activeAlarms(), source.backlog(), took);
                meters.batchDone(report);
                if (days.value() > MANY_DAYS) {
                    observer.manyEventDays(number, days.value());
                }
                observer.batchDone(report);
            }
            metrics.refresh();
        } finally {
            chunks.unpersist(false);
            if (found != null) {
                found.unpersist(false);
            }
        }
    }

    private void measureState() {
        meters.inForce(rules.inForce());
        alarms.known().forEach(active -> meters.active(active, rules.inForce()));
        clock.time().forEach(time -> meters.watermark(Microseconds.instant(time)));
    }

    private Option<Long> activeAlarms() {
        return alarms.known()
                .map(active -> active.of(rules.inForce(), false).values().sum().longValue());
    }

    /** The end: what no batch has made is made now. */
    public void end(SparkSession session) {
        if (!complete) {
            List<Runnable> creations = new ArrayList<>();
            sinks.forEach((output, all) ->
                    all.forEach(sink -> creations.add(to(sink, output, () -> sink.create(session)))));
            ParallelTasks.run(creations);
            complete = true;
        }
    }

    /** A failure of a sink names it. */
    private static Runnable to(SparkSink sink, Output output, Runnable write) {
        return () -> {
            try {
                write.run();
            } catch (Exception e) { // also checked ones, which Scala does not declare
                throw new PipelineFailed(
                        "Cannot write " + output.word() + " to " + sink.name() + ": " + FailureText.of(e)
                                + (FailureText.isOurs(e)
                                        ? ""
                                        : ". Once that is repaired start again: the batch is repeated then."),
                        e);
            }
        };
    }

    private static String checkpointId(SparkSession session) {
        String id = session.sparkContext().getLocalProperty("sql.streaming.queryId");
        if (id == null) {
            throw new IllegalStateException("A batch runs outside its query.");
        }
        return id;
    }

    private Dataset<Row> rows(
            SparkSession session, JavaRDD<byte[]> chunks, Output output, SparkSink sink, EventDays days) {
        WindowBook inForce = windows.inForce();
        StructType columns =
                output == Output.REJECTED && sink.takesDeadLetters() ? Tables.DEAD_LETTERS : Tables.of(output, inForce);
        Dataset<Row> all = session.internalCreateDataFrame(
                unpacked(chunks, output, inForce, days).rdd(), columns, false);
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
    private static JavaRDD<byte[]> gathered(JavaRDD<byte[]> chunks, BatchTally tally, SparkSink sink) {
        long tasks = 1 + (tally.rows() - 1) / ROWS_A_TASK;
        return sink.takesSmallBatchesWhole() && tasks < chunks.getNumPartitions()
                ? chunks.coalesce((int) tasks)
                : chunks;
    }

    /** Apart, so that what travels to the tasks does not take this writer along. */
    private static JavaRDD<InternalRow> unpacked(
            JavaRDD<byte[]> chunks, Output output, WindowBook windows, EventDays days) {
        return output == Output.READINGS
                ? chunks.mapPartitions(packed -> days.of(ChunkRows.of(output, windows, packed)), true)
                : chunks.mapPartitions(packed -> ChunkRows.of(output, windows, packed), true);
    }
}
