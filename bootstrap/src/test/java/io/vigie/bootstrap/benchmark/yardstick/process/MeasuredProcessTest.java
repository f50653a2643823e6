package io.vigie.bootstrap.benchmark.yardstick.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    private Cost run(Duration longest, Duration waits, int status) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                JavaCommand.placeOf(WaitingProgram.class).toString(),
                WaitingProgram.class.getName(),
                Long.toString(waits.toMillis()),
                Integer.toString(status));
        return MeasuredProcess.run(command, directory.resolve("out.txt"), directory.resolve("err.txt"), longest);
    }

    @Test
    void waitingTakesTimeAndLittleOfTheProcessor() throws Exception {
        Cost cost = run(MINUTE, Duration.ofSeconds(2), 0);

        assertThat(directory.resolve("out.txt")).hasContent("waiting");
        assertThat(cost.wall()).isBetween(Duration.ofSeconds(2), MINUTE);
        assertThat(cost.processor())
                .isBetween(Duration.ofMillis(10), cost.wall().minusSeconds(1));
        assertThat(cost.peakBytes().orElse(1 << 24)).isBetween(1L << 23, 1L << 28);
    }

    @Test
    void aFailureIsToldWithThePlaceOfItsWords() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(MINUTE, Duration.ZERO, 3))
                .withMessageContaining("status 3")
                .withMessageContaining("err.txt");
    }

    @Test
    @Timeout(15)
    void whatTakesTooLongIsEnded() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(Duration.ofMillis(300), Duration.ofHours(1), 0))
                .withMessageContaining("PT0.3S");
    }
}
