package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.RunningPipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/** Runs a pipeline between topics and tables that are kept in memory; the tables outlast a restart. */
final class TestRun {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CollectedRows tables = new CollectedRows();
    private final List<BatchReport> reports = new CopyOnWriteArrayList<>();
    private TestPipeline pipeline;

    TestRun(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** From a source to the tables of readings and rejected messages. */
    static TestRun of(Path directory, TestSource source) {
        return new TestRun(TestPipeline.in(directory).reading(source.plan()).outputs(Output.READINGS, Output.REJECTED));
    }

    /** From its next start on it is another pipeline. */
    TestRun change(UnaryOperator<TestPipeline> change) {
        pipeline = change.apply(pipeline);
        return this;
    }

    /** From its next start on it reads another source. */
    TestRun reading(TestSource source) {
        return change(before -> before.reading(source.plan()));
    }

    /** Runs it over all there is; answers with what its batches came to. */
    List<BatchReport> run() {
        int before = reports.size();
        RunningPipeline running = start();
        try {
            running.awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reports.subList(before, reports.size());
    }

    /** Starts it, and leaves it running. */
    RunningPipeline start() {
        KafkaConnector kafka = new KafkaConnector();
        return new SparkTelemetryEngine(TestSession.get(), List.of(kafka), List.of(kafka, tables))
                .start(pipeline.plan(), reports::add);
    }

    /** What its batches came to so far. */
    List<BatchReport> reports() {
        return reports;
    }

    /** The rows of an output that goes to a table. */
    List<Row> rows(Output output) {
        return tables.at(pipeline.directory().resolve(output.word()).toString());
    }

    /** The devices of all readings, which tests give a name to each message. */
    List<String> devices() {
        return rows(Output.READINGS).stream()
                .map(row -> row.<String>getAs("device_id"))
                .toList();
    }

    /** The payloads of all rejected messages, as text. */
    List<String> rejected() {
        return rows(Output.REJECTED).stream()
                .map(row -> new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                .toList();
    }

    /** What was lost, in all batches. */
    List<LostRange> lost() {
        return reports.stream().flatMap(report -> report.lost().toJavaStream()).toList();
    }

    /** Waits until something is so, while the pipeline runs; what it fails with is the answer where it does. */
    static void await(RunningPipeline running, BooleanSupplier isSo) throws InterruptedException {
        Failure failure = new Failure(running);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isSo.getAsBoolean()) {
            failure.mustNotBeThere();
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It is not so after " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(20);
        }
    }

    /** Watches for the failure of a pipeline that runs. */
    private static final class Failure {

        private volatile PipelineFailed failed;

        Failure(RunningPipeline running) {
            Thread watch = new Thread(() -> {
                try {
                    running.awaitEnd();
                } catch (PipelineFailed e) {
                    failed = e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            watch.setDaemon(true);
            watch.start();
        }

        void mustNotBeThere() {
            if (failed != null) {
                throw failed;
            }
        }
    }
}
