package io.vigie.bootstrap.pipeline;

import io.vavr.collection.List;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.RunningPipeline;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.command.PipelineRunner;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/** Runs a pipeline on Spark in this process, and shows how it fares. */
public final class SparkPipelineRunner implements PipelineRunner {

    /** Before Spark's own hook, which takes the session from under the query. */
    private static final int BEFORE_SPARK = 100;

    private static final int SECONDS_TO_STOP = 25;

    @Override
    public int run(PipelinePlan plan) {
        return run(plan, session -> {});
    }

    /** Runs it, and at its end looks at what it left. */
    public int run(PipelinePlan plan, Consumer<SparkSession> atItsEnd) {
        PrintStream err = System.err;
        try (SparkSession session = Sessions.of(plan)) {
            DeltaConnector delta = new DeltaConnector();
            SparkTelemetryEngine engine = new SparkTelemetryEngine(session, List.of(delta), List.of(delta));
            try (StatusLine status = StatusLine.of(plan, err)) {
                RunningPipeline pipeline = engine.start(plan, status);
                Runnable hook = pipeline::stop;
                ShutdownHookManager.get().addShutdownHook(hook, BEFORE_SPARK, SECONDS_TO_STOP, TimeUnit.SECONDS);
                pipeline.awaitEnd();
                if (!ShutdownHookManager.get().isShutdownInProgress()) {
                    ShutdownHookManager.get().removeShutdownHook(hook);
                }
                status.summary().forEach(System.out::println);
                atItsEnd.accept(session);
                return ExitStatus.DONE;
            }
        } catch (PipelineRefused refused) {
            err.println("vigie: " + refused.getMessage());
            return ExitStatus.USAGE;
        } catch (PipelineFailed failed) {
            err.println("vigie: " + failed.getMessage());
            return ExitStatus.STOPPED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitStatus.STOPPED;
        }
    }
}
