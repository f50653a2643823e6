package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random rules and windows over random telemetry, late, repeated, in bulk, by clocks that are wrong, come to the same in Vigie as in
 * an implementation that shares no line with it. More cases: {@code -Dvigie.second.cases=5000}, other ones: {@code
 * -Dvigie.second.seed=1000}.
 */
@Timeout(600)
class SecondImplementationTest {

    private static final long FIRST_SEED = Long.getLong("vigie.second.seed", 1);
    private static final int CASES = Integer.getInteger("vigie.second.cases", 150);

    @TempDir
    private Path directory;

    @Test
    void vigieComesToTheSameAsASecondImplementation() throws IOException, InterruptedException {
        List<WrittenCase> cases = SecondImplementation.cases(FIRST_SEED, CASES, directory);

        assertThat(cases).hasSize(CASES);
        for (WrittenCase written : cases) {
            assertThat(Difference.between(written.expected(), written.actual()).map(Difference::lines))
                    .as("seed %s: - is the second implementation, + is Vigie", written.seed())
                    .isEmpty();
        }
        assertThat(linesOf(cases, "transition", "raised")).isGreaterThan(10L * CASES);
        assertThat(linesOf(cases, "transition", "escalated")).isGreaterThan(CASES / 2);
        assertThat(linesOf(cases, "reading", "late")).isGreaterThan(5L * CASES);
        assertThat(linesOf(cases, "reading", "repeated")).isGreaterThan(CASES / 5);
        assertThat(linesOf(cases, "window", "")).isGreaterThan(10L * CASES);
    }

    /** How many lines of a kind there are with a word in them. */
    private static long linesOf(List<WrittenCase> cases, String kind, String word) {
        return cases.stream()
                .map(WrittenCase::expected)
                .flatMap(outcome -> outcome.devices().stream().flatMap(device -> outcome.of(device).stream()))
                .filter(line -> line.startsWith(kind + " | ") && line.contains(word))
                .count();
    }
}
