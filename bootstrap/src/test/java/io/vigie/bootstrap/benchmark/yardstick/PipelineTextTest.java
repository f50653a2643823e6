package io.vigie.bootstrap.benchmark.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.yaml.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTextTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void thePipelineOfEachWorkloadIsOneThatVigieTakes(Workload workload) throws IOException {
        Path source = Files.createDirectory(directory.resolve("messages"));
        Job job =
                new Job(workload, "localhost:9092", workload.isOnKafka() ? "telemetry" : source.toString(), directory);
        Path file = Files.writeString(directory.resolve("pipeline.yaml"), PipelineText.of(job));

        String problems =
                new PipelineFiles(Environment.SYSTEM).load(file).fold(found -> found.mkString("\n"), plan -> "");

        assertThat(problems).as(() -> "problems of " + PipelineText.of(job)).isEmpty();
    }
}
