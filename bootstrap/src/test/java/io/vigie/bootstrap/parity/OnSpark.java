package io.vigie.bootstrap.parity;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.WindowDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;

/**
 * The engine on Spark: a pipeline over files, in as many batches and partitions as the case says, stopped and started
 * again on the way. Each run has a directory of its own.
 */
final class OnSpark implements Engine {

    private static final Pattern DEVICE = Pattern.compile("\"deviceId\":\"([^\"]+)\"");

    private final Path directory;

    OnSpark(Path directory) {
        this.directory = directory;
    }

    @Override
    public Outcome run(ParityCase parityCase) {
        try {
            Path own = Files.createTempDirectory(directory, "run");
            return with(
                    "spark.sql.shuffle.partitions",
                    parityCase.cuts().partitions(),
                    () -> with(
                            "spark.sql.files.maxPartitionBytes",
                            parityCase.cuts().bytesPerTask(),
                            () -> run(parityCase, own)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome with(String setting, int value, Supplier<Outcome> run) {
        RuntimeConfig settings = TestSession.get().conf();
        String before = settings.get(setting);
        settings.set(setting, value);
        try {
            return run.get();
        } finally {
            settings.set(setting, before);
        }
    }

    private static Outcome run(ParityCase parityCase, Path directory) {
        TestPipeline pipeline = TestPipeline.in(directory)
                .time(parityCase.time())
                .rules(parityCase.rules().toJavaArray(Rule[]::new))
                .filesPerBatch(parityCase.cuts().filesPerBatch());
        if (!parityCase.windows().isEmpty()) {
            pipeline = pipeline.windows(parityCase.windows().toJavaArray(WindowDefinition[]::new));
        }
        CollectedRows rows = new CollectedRows();
        Outcome outcome = new Outcome();
        Seq<InputFile> files = parityCase.closedFiles();
        int first = parityCase.cuts().filesOfFirstRun();
        for (int i = 0; i < files.size(); i++) {
            if (i == first && i > 0) {
                count(pipeline.run(List.of(), rows), outcome);
            }
            InputFile file = files.get(i);
            pipeline.file(
                    String.format(Locale.ROOT, "%04d.json", i),
                    Duration.between(TestPipeline.START, file.arrival()),
                    file.lines());
        }
        count(pipeline.run(List.of(), rows), outcome);
        rows.at(table(directory, Output.READINGS)).forEach(row -> reading(row, outcome));
        rows.at(table(directory, Output.ALARMS)).forEach(row -> transition(row, outcome));
        rows.at(table(directory, Output.REJECTED)).forEach(row -> rejected(row, outcome));
        Seq<Aggregate> aggregates = parityCase.windowBook().aggregates();
        rows.at(table(directory, Output.WINDOWS)).forEach(row -> window(row, aggregates, outcome));
        return outcome;
    }

    private static String table(Path directory, Output output) {
        return directory.resolve(output.word()).toString();
    }

    private static void count(List<BatchReport> reports, Outcome outcome) {
        reports.forEach(report -> outcome.uncounted(report.uncounted()));
    }

    private static void reading(Row row, Outcome outcome) {
        outcome.line(
                row.getAs("device_id"),
                "reading",
                time(row, "event_time"),
                row.getAs("metric"),
                row.getAs("value"),
                row.getAs("unit"),
                row.getAs("late"),
                row.getList(row.fieldIndex("violations")));
    }

    private static void transition(Row row, Outcome outcome) {
        String device = row.getAs("device_id");
        Severity severity = Severity.valueOf(row.<String>getAs("severity").toUpperCase(Locale.ROOT));
        outcome.transition(new ExpectedTransition(
                time(row, "event_time"),
                new RuleId(row.getAs("rule_id")),
                new DeviceId(device),
                row.getAs("transition"),
                Option.some(severity),
                Option.some(new Metric(row.getAs("metric"))),
                Option.some(row.getAs("value")),
                Option.some(row.getAs("message"))));
        outcome.line(
                device,
                "transition",
                time(row, "event_time"),
                row.getAs("rule_id"),
                row.getAs("transition"),
                row.getAs("severity"),
                row.getAs("alarm_id"),
                row.getAs("metric"),
                row.getAs("value"),
                row.getAs("message"),
                row.getAs("shadow"),
                row.getAs("explanation"));
    }

    private static void rejected(Row row, Outcome outcome) {
        String payload = new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8);
        outcome.line(
                device(payload),
                "rejected",
                row.getAs("reason"),
                row.getAs("detail"),
                time(row, "received_at"),
                payload);
    }

    private static void window(Row row, Seq<Aggregate> aggregates, Outcome outcome) {
        outcome.line(
                row.getAs("device_id"),
                "window",
                row.getAs("window"),
                row.getAs("metric"),
                Microseconds.of(time(row, "window_start")),
                Microseconds.of(time(row, "window_end")),
                aggregates
                        .map(aggregate -> aggregate + "=" + aggregate(row, aggregate))
                        .mkString(" "));
    }

    private static String aggregate(Row row, Aggregate aggregate) {
        int column = row.fieldIndex(aggregate.column());
        return row.isNullAt(column) ? "none" : String.valueOf(((Number) row.get(column)).doubleValue());
    }

    private static Instant time(Row row, String column) {
        return row.<Timestamp>getAs(column).toInstant();
    }

    /** The device that a rejected message names. */
    static String device(String payload) {
        Matcher device = DEVICE.matcher(payload);
        return device.find() ? device.group(1) : "";
    }
}
