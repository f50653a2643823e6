package com.example.boilers;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vavr.collection.List;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSessionTest {

    private static final Rule OVERHEAT = rule("boiler-overheat")
            .metric("temperature")
            .raise(CRITICAL, when("value > 95"))
            .raise(WARNING, when("value > 80").heldFor(Duration.ofSeconds(20)))
            .message("{device} at {value} {unit}")
            .build();

    @Test
    void aPipelineRunsInASessionOfOnesOwn(@TempDir Path directory) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve("in")).resolve("readings.json"), """
                {"deviceId":"boiler-7","metric":"temperature","value":70,"unit":"celsius","timestamp":"2026-01-01T00:00:00Z"}
                {"deviceId":"boiler-7","metric":"temperature","value":81,"unit":"celsius","timestamp":"2026-01-01T00:00:10Z"}
                {"deviceId":"boiler-7","metric":"temperature","value":82,"unit":"celsius","timestamp":"2026-01-01T00:00:30Z"}
                {"deviceId":"boiler-7","metric":"temperature","value":96,"unit":"celsius","timestamp":"2026-01-01T00:00:40Z"}
                {"deviceId":"boiler-7","metric":"temperature","value":"hot","timestamp":"2026-01-01T00:00:50Z"}
                {"deviceId":"boiler-8","metric":"temperature","value":60,"unit":"celsius","timestamp":"2026-01-01T00:00:00Z"}
                """);
        try (SparkSession session = session()) {
            DeltaConnector delta = new DeltaConnector();
            new PipelineOperation(new SparkTelemetryEngine(session, List.of(delta), List.of(delta)))
                    .start(plan(directory), PipelineObserver.NOBODY)
                    .awaitEnd();

            assertEquals(
                    List.of("boiler-7 70.0", "boiler-7 81.0", "boiler-7 82.0", "boiler-7 96.0", "boiler-8 60.0"),
                    lines(session, directory, "readings", "concat_ws(' ', device_id, value)"));
            assertEquals(
                    List.of(
                            "2026-01-01 00:00:30 raised warning boiler-7 at 82 celsius",
                            "2026-01-01 00:00:40 escalated critical boiler-7 at 96 celsius"),
                    lines(session, directory, "alarms", "concat_ws(' ', event_time, transition, severity, message)"));
            assertEquals(List.of("wrong_type"), lines(session, directory, "rejected", "reason"));
        }
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .appName("boiler watch")
                .master("local[2]")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.databricks.delta.snapshotPartitions", "2")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
    }

    private static PipelinePlan plan(Path directory) {
        return PipelinePlan.named("boilers")
                .source(new SourcePlan.JsonFiles(directory.resolve("in").toString()))
                .rules(OVERHEAT)
                .readingsTo(table(directory, "readings"))
                .alarmsTo(table(directory, "alarms"))
                .rejectedTo(table(directory, "rejected"))
                .checkpoint(directory.resolve("checkpoint").toString())
                .build();
    }

    private static SinkPlan table(Path directory, String name) {
        return new SinkPlan.DeltaTable(directory.resolve(name).toString());
    }

    private static List<String> lines(SparkSession session, Path directory, String table, String expression) {
        return List.ofAll(session.read()
                        .format("delta")
                        .load(directory.resolve(table).toString())
                        .selectExpr(expression)
                        .collectAsList())
                .map((Row row) -> row.getString(0))
                .sorted();
    }
}
