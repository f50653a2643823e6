package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.bootstrap.parity.Shrinker.Shrunk;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rules over random telemetry, cut into random files, batches, partitions and runs, come to the same on Spark as
 * in one pass in memory: transitions with their ids and explanations, windows to the last bit, late flags, violations,
 * rejections. More cases: {@code -Dvigie.parity.cases=100}, other ones: {@code -Dvigie.parity.seed=1000}.
 */
class ParityTest {

    private static final long FIRST_SEED = Long.getLong("vigie.parity.seed", 1);
    private static final int CASES = Integer.getInteger("vigie.parity.cases", 3);
    private static final int MOST_RUNS_TO_SHRINK = 30;

    @TempDir
    Path directory;

    private final Engine memory = new InMemory();

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + CASES);
    }

    private void assertSame(ParityCase parityCase, Function<ParityCase, Option<Difference>> compare) {
        compare.apply(parityCase).forEach(difference -> {
            Shrunk shrunk = new Shrinker(compare, MOST_RUNS_TO_SHRINK).shrink(parityCase, difference);
            throw new AssertionError(FailureReport.of(parityCase, difference, shrunk));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sparkComesToTheSameAsMemoryHoweverTelemetryIsCutUp(long seed) {
        Engine spark = new OnSpark(directory);
        ParityCase parityCase = new RandomFleet(seed).withStrays();

        assertSame(parityCase, each -> Difference.between(memory.run(each), spark.run(each)));
    }

    @Test
    void theCasesHaveAllThatIsCompared() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 20; seed++) {
            Outcome outcome = memory.run(new RandomFleet(seed).withStrays());

            assertThat(outcome.count("transition")).as("seed %s", seed).isGreaterThan(100);
            assertThat(outcome.count("window")).as("seed %s", seed).isGreaterThan(200);
            assertThat(outcome.count("rejected")).as("seed %s", seed).isGreaterThan(2);
            assertThat(outcome.uncounted()).as("seed %s", seed).isPositive();
        }
    }
}
