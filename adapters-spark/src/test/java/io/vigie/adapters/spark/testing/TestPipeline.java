package io.vigie.adapters.spark.testing;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.spi.SparkSourceProvider;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelineDraft;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.UnaryOperator;

/**
 * A pipeline over JSON files that lies in a directory of its own, and what tests vary of it. Its tables are {@code
 * readings}, {@code alarms} and {@code rejected} in that directory; {@code windows} too, where it has windows.
 *
 * @param directory where its input, its tables and its checkpoint are
 * @param plan as it stands
 */
public record TestPipeline(Path directory, PipelinePlan plan) {

    /** When tests begin. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** One that reads flat messages, has no rules and no windows, and writes all other outputs. */
    public static TestPipeline in(Path directory) {
        makeDirectory(directory.resolve("in"));
        return new TestPipeline(
                directory,
                PipelinePlan.named("test")
                        .source(new SourcePlan.JsonFiles(directory.resolve("in").toString()))
                        .sinks(tables(directory, Output.READINGS, Output.ALARMS, Output.REJECTED))
                        .checkpoint(directory.resolve("checkpoint").toString())
                        .build());
    }

    private static Map<Output, Seq<SinkPlan>> tables(Path directory, Output... outputs) {
        return List.of(outputs)
                .toMap(
                        output -> output,
                        output -> List.of(new SinkPlan.DeltaTable(
                                directory.resolve(output.word()).toString())));
    }

    /** Under another name. */
    public TestPipeline named(String name) {
        return with(draft -> draft.name(name));
    }

    /** With another source. */
    public TestPipeline reading(SourcePlan source) {
        return with(draft -> draft.source(source));
    }

    /** With so many files a batch. */
    public TestPipeline filesPerBatch(int most) {
        return reading(new SourcePlan.JsonFiles(directory.resolve("in").toString(), most, HashMap.empty()));
    }

    /** With messages of another format. */
    public TestPipeline format(PayloadFormat format) {
        return payload(new PayloadPlan(
                format, plan.payload().maxBytes(), plan.payload().maxRejectedShare()));
    }

    /** With messages described otherwise. */
    public TestPipeline payload(PayloadPlan payload) {
        return with(draft -> draft.payload(payload));
    }

    /** With readings that wait for each other. */
    public TestPipeline time(Duration outOfOrder, Duration late, Duration future) {
        return with(draft -> draft.time(
                new TimePolicy(outOfOrder, late, future).arrival(plan.time().arrival())));
    }

    /** With this time policy. */
    public TestPipeline time(TimePolicy time) {
        return with(draft -> draft.time(time));
    }

    /** With readings that arrive when they are measured: files of the past, whose readings move the clock. */
    public TestPipeline ofThePast() {
        return with(draft -> draft.time(plan.time().arrival(ArrivalTime.EVENT)));
    }

    /** With readings of no longer ago than this. */
    public TestPipeline past(Duration longest) {
        TimePolicy time = plan.time();
        return with(draft ->
                draft.time(new TimePolicy(time.outOfOrder(), time.late(), time.future(), Option.some(longest))));
    }

    /** Within these limits. */
    public TestPipeline limits(FleetLimits limits) {
        return with(draft -> draft.limits(limits));
    }

    /** With these rules. */
    public TestPipeline rules(Rule... rules) {
        return with(draft -> draft.rules(rules));
    }

    /** With the rules of this book. */
    public TestPipeline rules(RuleBook rules) {
        return with(draft -> draft.rules(rules));
    }

    /** With these windows, and a table for them. */
    public TestPipeline windows(WindowDefinition... windows) {
        return with(draft -> draft.windows(windows).sinks(plan.sinks().merge(tables(directory, Output.WINDOWS))));
    }

    /** With these outputs alone. */
    public TestPipeline outputs(Output... outputs) {
        return with(draft -> draft.sinks(tables(directory, outputs)));
    }

    /** With these sinks for one output. */
    public TestPipeline sinks(Output output, Path... paths) {
        return sinks(
                output,
                List.of(paths)
                        .<SinkPlan>map(path -> new SinkPlan.DeltaTable(path.toString()))
                        .toJavaArray(SinkPlan[]::new));
    }

    /** With these sinks, of any kind, for one output. */
    public TestPipeline sinks(Output output, SinkPlan... sinks) {
        return with(draft -> draft.sinks(plan.sinks().put(output, List.of(sinks))));
    }

    /** With its progress and state elsewhere. */
    public TestPipeline checkpoint(Path checkpoint) {
        return with(draft -> draft.checkpoint(checkpoint.toString()));
    }

    /** With a batch at each interval, for ever. */
    public TestPipeline every(Duration interval) {
        return with(draft -> draft.trigger(new TriggerPlan.Every(interval)));
    }

    private TestPipeline with(UnaryOperator<PipelineDraft> change) {
        return new TestPipeline(directory, change.apply(plan.draft()).build());
    }

    /** Puts a file of lines into the input, as modified, and so arrived, so long after the start. */
    public Path file(String name, Duration arrived, Iterable<String> lines) {
        return file(name, arrived, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file of these bytes into the input. */
    public Path file(String name, Duration arrived, byte[] content) {
        Path file = directory.resolve("in").resolve(name);
        Path whole = file.resolveSibling("." + name);
        try {
            Files.write(whole, content);
            Files.setLastModifiedTime(whole, FileTime.from(START.plus(arrived)));
            return Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flat message of one reading, measured so long after the start. */
    public static String flat(String device, String metric, double value, Duration measured) {
        return "{\"deviceId\":\"" + device + "\",\"metric\":\"" + metric + "\",\"value\":" + value + ",\"timestamp\":\""
                + START.plus(measured) + "\"}";
    }

    /** Runs it over all its input; answers with what its batches came to. */
    public java.util.List<BatchReport> run(Iterable<SparkSourceProvider> sources, SparkSinkProvider sinks) {
        java.util.List<BatchReport> reports = Collections.synchronizedList(new ArrayList<>());
        try {
            new PipelineOperation(new SparkTelemetryEngine(TestSession.get(), sources, List.of(sinks)))
                    .start(plan, reports::add)
                    .awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reports;
    }

    /** Starts it with rules that may change, and leaves it running. */
    public RunningPipeline start(SparkSinkProvider sinks, LoadRules rules, PipelineObserver observer) {
        return new PipelineOperation(new SparkTelemetryEngine(TestSession.get(), List.of(), List.of(sinks)))
                .start(plan, rules, observer);
    }

    /** Runs it over all its input, and tells the observer. */
    public void run(SparkSinkProvider sinks, PipelineObserver observer) {
        try {
            start(sinks, observer).awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, and leaves it running. */
    public RunningPipeline start(SparkSinkProvider sinks, PipelineObserver observer) {
        return new PipelineOperation(new SparkTelemetryEngine(TestSession.get(), List.of(), List.of(sinks)))
                .start(plan, observer);
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
