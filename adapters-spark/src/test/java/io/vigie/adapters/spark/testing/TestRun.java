package io.vigie.adapters.spark.testing;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;

import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Runs a pipeline between what an adapter reads or writes and tables that are kept in memory; the tables outlast a
 * restart.
 */
public final class TestRun {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** What every reading meets. */
    private static final Rule ANY = rule("any")
            .metric("temperature")
            .raise(Severity.WARNING, when("value > 0"))
            .build();

    private final CollectedRows tables = new CollectedRows();
    private final List<BatchReport> reports = new CopyOnWriteArrayList<>();
    private final Supplier<SourceUnderTest.Adapter> adapter;
    private TestPipeline pipeline;

    private TestRun(TestPipeline pipeline, Supplier<SourceUnderTest.Adapter> adapter) {
        this.pipeline = pipeline;
        this.adapter = adapter;
    }

    /** From a source to the tables of readings and rejected messages. */
    public static TestRun of(Path directory, SourceUnderTest source) {
        return of(TestPipeline.in(directory).outputs(Output.READINGS, Output.REJECTED), source);
    }

    /** The same, only faster: it tells the devices of readings, and has no other columns of theirs. */
    public static TestRun ofDevices(Path directory, SourceUnderTest source) {
        return of(directory, source).change(pipeline -> pipeline.rules(ANY).outputs(Output.VIOLATIONS));
    }

    /** A pipeline of the test's own, from a source. */
    public static TestRun of(TestPipeline pipeline, SourceUnderTest source) {
        return new TestRun(pipeline.reading(source.plan()), source::adapter);
    }

    /** From its next start on it is another pipeline. */
    public TestRun change(UnaryOperator<TestPipeline> change) {
        pipeline = change.apply(pipeline);
        return this;
    }

    /** From its next start on it reads another source. */
    public TestRun reading(SourceUnderTest source) {
        return change(before -> before.reading(source.plan()));
    }

    /** Runs it over all there is; answers with what its batches came to. */
    public List<BatchReport> run() {
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
    public RunningPipeline start() {
        SourceUnderTest.Adapter known = adapter.get();
        return new PipelineOperation(new SparkTelemetryEngine(
                        TestSession.get(), List.of(known.sources()), List.of(known.sinks(), tables)))
                .start(pipeline.plan(), reports::add);
    }

    /** What its batches came to so far. */
    public List<BatchReport> reports() {
        return reports;
    }

    /** The rows of an output that goes to a table. */
    public List<Row> rows(Output output) {
        return tables.at(pipeline.directory().resolve(output.word()).toString());
    }

    /** The devices of all readings, which tests give a name to each message. */
    public List<String> devices() {
        return Stream.of(Output.READINGS, Output.VIOLATIONS)
                .flatMap(output -> rows(output).stream())
                .map(row -> row.<String>getAs("device_id"))
                .toList();
    }

    /** The payloads of all rejected messages, as text. */
    public List<String> rejected() {
        return rows(Output.REJECTED).stream()
                .map(row -> new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                .toList();
    }

    /** What was lost, in all batches. */
    public List<LostRange> lost() {
        return reports.stream().flatMap(report -> report.lost().toJavaStream()).toList();
    }

    /** Waits until something is so, while the pipeline runs; what it fails with is the answer where it does. */
    public static void await(RunningPipeline running, BooleanSupplier isSo) throws InterruptedException {
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
