package io.vigie.bootstrap.benchmark.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vigie.adapters.delta.DeltaConnector;
import io.vigie.adapters.spark.SparkTelemetryEngine;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.pipeline.PipelineOperation;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.bootstrap.benchmark.yardstick.digest.JobDigests;
import io.vigie.bootstrap.benchmark.yardstick.digest.OutputDigest;
import io.vigie.bootstrap.benchmark.yardstick.rival.HandWrittenJob;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryFiles;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryLines;
import io.vigie.bootstrap.configuration.pipeline.EditedRules;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.yaml.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {

    private static final int DEVICES = 20;
    private static final int MESSAGES = 20_000;

    @TempDir
    private Path directory;

    @BeforeEach
    void thereIsTelemetry() throws IOException {
        TelemetryFiles.write(directory.resolve("messages"), new TelemetryLines(DEVICES, 7), MESSAGES);
    }

    @ParameterizedTest
    @EnumSource(names = {"W1", "W4"})
    void whatIsWrittenByHandComesToTheSameAsVigie(Workload workload) throws Exception {
        Job byHand = job(workload, "by-hand");
        Job vigie = job(workload, "vigie");

        HandWrittenJob.run(TestSession.get(), byHand);
        runVigie(vigie);

        assertThat(JobDigests.of(TestSession.get(), byHand))
                .allMatch(digest -> digest.rows() > 0)
                .isEqualTo(JobDigests.of(TestSession.get(), vigie))
                .extracting(OutputDigest::output)
                .isEqualTo(workload.outputs());
    }

    private Job job(Workload workload, String name) throws IOException {
        Path own = Files.createDirectory(directory.resolve(name));
        return new Job(workload, "", directory.resolve("messages").toString(), own);
    }

    private static void runVigie(Job job) throws IOException, InterruptedException {
        Path file = Files.writeString(job.directory().resolve("pipeline.yaml"), PipelineText.of(job));
        PipelineFiles files = new PipelineFiles(Environment.SYSTEM);
        PipelinePlan plan = files.load(file).getOrElseThrow(problems -> new AssertionError(problems.mkString("\n")));
        DeltaConnector delta = new DeltaConnector();
        new PipelineOperation(new SparkTelemetryEngine(TestSession.get(), List.of(delta), List.of(delta)))
                .start(plan, EditedRules.of(files, file, plan.rules()), PipelineObserver.NOBODY)
                .awaitEnd();
    }
}
