package io.vigie.adapters.eventhubs;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.RunningPipeline;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Runs a pipeline between hubs and tables that are kept in memory; the tables outlast a restart. */
final class TestRun {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    /** What every reading meets. */
    private static final Rule ANY = rule("any")
            .metric("temperature")
            .raise(Severity.WARNING, when("value > 0"))
            .build();

    private final CollectedRows tables = new CollectedRows();
    private final List<BatchReport> reports = new CopyOnWriteArrayList<>();
    private TestPipeline pipeline;

    private TestRun(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** It tells the devices of readings, and has no other columns of theirs. */
    static TestRun ofDevices(Path directory, TestSource source) {
        return of(directory, source).change(pipeline -> pipeline.rules(ANY).outputs(Output.VIOLATIONS));
    }

    /** From a source to the tables of readings and rejected messages. */
    static TestRun of(Path directory, TestSource source) {
        return new TestRun(TestPipeline.in(directory).reading(source.plan()).outputs(Output.READINGS, Output.REJECTED));
    }

    /** Events of one reading each, by devices that are named after their partition and their number. */
    static Iterable<Event> events(int partition, int from, int until) {
        return () -> IntStream.range(from, until)
                .mapToObj(number -> event(device(partition, number)))
                .iterator();
    }

    static Event event(String device) {
        return Event.of(TestPipeline.flat(device, "temperature", 20, Duration.ZERO));
    }

    static String device(int partition, long number) {
        return partition + "-" + number;
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
        EventHubsConnector connector = new EventHubsConnector();
        return new SparkTelemetryEngine(TestSession.get(), List.of(connector), List.of(connector, tables))
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

    /** The devices of all readings, which tests give a name to each event. */
    List<String> devices() {
        return Stream.of(Output.READINGS, Output.VIOLATIONS)
                .flatMap(output -> rows(output).stream())
                .map(row -> row.<String>getAs("device_id"))
                .toList();
    }

    /** What was lost, in all batches. */
    List<LostRange> lost() {
        return reports.stream().flatMap(report -> report.lost().toJavaStream()).toList();
    }

    /** Waits until something is so, while the pipeline runs; what it fails with is the answer where it does. */
    static void await(RunningPipeline running, BooleanSupplier isSo) throws InterruptedException {
        AtomicReference<PipelineFailed> failed = new AtomicReference<>();
        Thread watch = new Thread(() -> {
            try {
                running.awaitEnd();
            } catch (PipelineFailed e) {
                failed.set(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isSo.getAsBoolean()) {
            if (failed.get() != null) {
                throw failed.get();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("It is not so after " + PATIENCE.toSeconds() + " s.");
            }
            Thread.sleep(20);
        }
    }
}
