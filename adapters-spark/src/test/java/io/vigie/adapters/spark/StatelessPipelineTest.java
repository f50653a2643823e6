package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that write nothing for which devices must be remembered. */
class StatelessPipelineTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.MAJOR, when("value > 80"))
            .build();

    private static final Rule VERY_HOT = rule("very-hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 90").heldFor(ofSeconds(30)))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private final CollectedRows rows = new CollectedRows();

    @BeforeEach
    void someMessages() {
        pipeline = TestPipeline.in(directory).rules(HOT, VERY_HOT);
        pipeline.file(
                "a.json",
                ofSeconds(60),
                List.of(
                        flat("boiler-1", "temperature", 95, ofSeconds(1)),
                        "no reading",
                        flat("boiler-1", "pressure", 95, ofSeconds(2)),
                        flat("boiler-2", "temperature", 85, ofSeconds(3)),
                        flat("boiler-2", "temperature", 5, ofSeconds(4))));
    }

    private List<BatchReport> run() {
        return pipeline.run(List.of(), rows);
    }

    private List<Row> written(Output output) {
        return rows.at(directory.resolve(output.word()).toString());
    }

    @Test
    void eachReadingComesWithEachRuleThatItMeetsByItself() {
        pipeline = pipeline.outputs(Output.VIOLATIONS, Output.REJECTED);

        List<BatchReport> reports = run();

        assertThat(written(Output.VIOLATIONS))
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getDouble(3))
                .containsExactlyInAnyOrder("hot boiler-1 95.0", "very-hot boiler-1 95.0", "hot boiler-2 85.0");
        assertThat(written(Output.REJECTED))
                .singleElement()
                .satisfies(row -> assertThat(new String(row.<byte[]>getAs("payload"), StandardCharsets.UTF_8))
                        .isEqualTo("no reading"));
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.readings()).isEqualTo(4);
            assertThat(report.violations()).isEqualTo(3);
            assertThat(report.rejectedInAll()).isOne();
        });
    }

    @Test
    void nothingIsRememberedOfDevices() {
        pipeline = pipeline.outputs(Output.VIOLATIONS);

        run();

        assertThat(directory.resolve("checkpoint")).isNotEmptyDirectory();
        assertThat(directory.resolve("checkpoint").resolve("state")).doesNotExist();
    }

    @Test
    void aPipelineThatRemembersDevicesFindsTheSameViolations() {
        pipeline = pipeline.outputs(Output.VIOLATIONS);
        run();
        List<String> alone = texts(written(Output.VIOLATIONS));
        CollectedRows others = new CollectedRows();

        pipeline.checkpoint(directory.resolve("another"))
                .outputs(Output.READINGS, Output.ALARMS, Output.VIOLATIONS, Output.REJECTED)
                .run(List.of(), others);

        assertThat(texts(others.at(directory.resolve(Output.VIOLATIONS.word()).toString())))
                .containsExactlyInAnyOrderElementsOf(alone);
        assertThat(alone).hasSize(3);
    }

    private static List<String> texts(List<Row> found) {
        return found.stream().map(Row::mkString).toList();
    }

    @Test
    void outputsThatNeedWhatWasNeverRememberedAreRefused() {
        pipeline = pipeline.outputs(Output.VIOLATIONS);
        run();
        pipeline = pipeline.outputs(Output.VIOLATIONS, Output.READINGS);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining(directory.resolve("checkpoint").toString())
                .withMessageContaining("start afresh");
    }

    @Test
    void withoutBatchesOnlySuchOutputsAreTaken() {
        TestPipeline asking = pipeline.outputs(Output.VIOLATIONS, Output.ALARMS, Output.REJECTED);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> startContinuously(asking))
                .withMessageContaining("writes alarms,")
                .withMessageContaining("every: 1s");
    }

    @Test
    void withoutBatchesFilesAreNotRead() {
        TestPipeline asking = pipeline.outputs(Output.VIOLATIONS);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> startContinuously(asking))
                .withMessageContaining("every: 1s");
    }

    private void startContinuously(TestPipeline asking) {
        new PipelineOperation(new SparkTelemetryEngine(
                        TestSession.get(), io.vavr.collection.List.of(), io.vavr.collection.List.of(rows)))
                .start(
                        asking.plan()
                                .draft()
                                .trigger(new TriggerPlan.Continuous(ofSeconds(1)))
                                .build(),
                        PipelineObserver.NOBODY);
    }
}
