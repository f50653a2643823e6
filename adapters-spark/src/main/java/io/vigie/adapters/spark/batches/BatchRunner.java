package io.vigie.adapters.spark.batches;

import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.files.MessagesAgain;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.spi.ProlepticTimes;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.watch.PipelineMetrics;
import io.vigie.adapters.spark.watch.QueryWatch;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.BatchConduct;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Hands each micro-batch to those who conduct the pipeline, and only then lets Spark take it for done. */
public final class BatchRunner implements VoidFunction2<Dataset<byte[]>, Long> {

    private static final long serialVersionUID = 1;

    private final transient PipelinePlan plan;
    private final transient SparkSource source;
    private final transient Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks;

    /** Finds the lines of files whose readings came too late; none where such messages come along with their readings. */
    private final transient @Nullable MessagesAgain messagesAgain;

    private final transient BatchConduct conduct;
    private final transient CurrentPlan stages;
    private final transient QueryWatch watch;
    private final transient PipelineMetrics metrics;

    public BatchRunner(
            PipelinePlan plan,
            SparkSource source,
            Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks,
            @Nullable MessagesAgain messagesAgain,
            BatchConduct conduct,
            CurrentPlan stages,
            QueryWatch watch,
            PipelineMetrics metrics) {
        this.plan = plan;
        this.source = source;
        this.sinks = sinks;
        this.messagesAgain = messagesAgain;
        this.conduct = conduct;
        this.stages = stages;
        this.watch = watch;
        this.metrics = metrics;
    }

    @Override
    public void call(Dataset<byte[]> rows, Long number) {
        ProlepticTimes.in(rows.sparkSession()); // the query's own
        SinkWrites writes = new SinkWrites(rows.sparkSession(), sinks);
        try (SparkBatch batch = new SparkBatch(rows, number, plan, source, writes, messagesAgain, stages, watch)) {
            conduct.batch().accept(batch);
            metrics.refresh();
        }
    }

    /** All batches are done. */
    public void end(SparkSession session) {
        conduct.atItsEnd().accept(new SinkWrites(session, sinks));
    }
}
