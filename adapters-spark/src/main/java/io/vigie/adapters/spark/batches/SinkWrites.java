package io.vigie.adapters.spark.batches;

import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.EngineSinks;
import io.vigie.application.port.out.PipelineFailed;
import org.apache.spark.sql.SparkSession;

/**
 * The sinks of a pipeline, written to in its query's session. A failure names the sink.
 *
 * @param session the query's own
 * @param sinks each output's
 */
record SinkWrites(SparkSession session, Map<Output, Seq<Tuple2<SinkPlan, SparkSink>>> sinks) implements EngineSinks {

    /** Writes to a sink. */
    interface Write {
        void to(SparkSink sink);
    }

    @Override
    public void create(Output output, SinkPlan plan) {
        write(output, plan, sink -> sink.create(session));
    }

    @Override
    public void atOnce(Seq<Runnable> work) {
        ParallelTasks.run(work.asJava());
    }

    void write(Output output, SinkPlan plan, Write write) {
        SparkSink sink = sinks.get(output)
                .flatMap(all -> all.find(known -> known._1.equals(plan)))
                .map(Tuple2::_2)
                .getOrElseThrow(() -> new IllegalArgumentException("no sink of the pipeline: " + plan));
        try {
            write.to(sink);
        } catch (Exception e) { // also checked ones, which Scala does not declare
            throw new PipelineFailed(
                    "Cannot write " + output.word() + " to " + sink.name() + ": " + FailureText.of(e)
                            + (FailureText.isOurs(e)
                                    ? ""
                                    : ". Once that is repaired start again: the batch is repeated then."),
                    e);
        }
    }
}
