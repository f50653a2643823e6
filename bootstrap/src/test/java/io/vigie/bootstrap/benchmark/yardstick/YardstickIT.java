package io.vigie.bootstrap.benchmark.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YardstickIT {

    @TempDir
    private Path directory;

    @Test
    @Tag("long")
    void measuresAndFindsTheSameOutputs() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        int status = Yardstick.execute(
                new PrintStream(told, true, StandardCharsets.UTF_8),
                "W1",
                "W3",
                "--messages=20000",
                "--devices=50",
                "--runs=1",
                "--heap=1g",
                "--vigie=" + System.getProperty("vigie.jar"),
                "--work=" + directory);

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("W1: ", "W3: ", "by-hand / vigie, wall: ", "by-hand / vigie, processor: ")
                .containsPattern("readings +19,9\\d\\d rows, digest [0-9a-f]{16}, the same of all runs")
                .containsPattern("alarms +[\\d,]+ rows, digest [0-9a-f]{16}, the same of all runs");
        assertThat(status).isZero();
        assertThat(directory).isEmptyDirectory();
    }
}
