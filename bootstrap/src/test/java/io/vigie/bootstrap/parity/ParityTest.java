package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.bootstrap.parity.Shrinker.Shrunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random rules over random telemetry, cut into random files, batches, partitions and runs, come to the same on Spark as
 * in one pass in memory: transitions with their ids and explanations, windows to the last bit, late flags, violations,
 * rejections. More cases: {@code -Dvigie.parity.cases=100}, other ones: {@code -Dvigie.parity.seed=1000}.
 */
@Timeout(300)
class ParityTest {

    private static final long FIRST_SEED = Long.getLong("vigie.parity.seed", 1);
    private static final int CASES = Integer.getInteger("vigie.parity.cases", 2);
    private static final int CASES_IN_MEMORY = 20;
    private static final int MOST_RUNS_TO_SHRINK = 30;

    @TempDir
    private Path directory;

    private final Engine memory = new InMemory();

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + CASES);
    }

    private static void assertSame(ParityCase parityCase, Function<ParityCase, Option<Difference>> compare) {
        compare.apply(parityCase).forEach(difference -> {
            Shrunk shrunk = new Shrinker(compare, MOST_RUNS_TO_SHRINK).shrink(parityCase, difference);
            throw new AssertionError(FailureReport.of(parityCase, difference, shrunk));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sparkComesToTheSameAsMemoryHoweverTelemetryIsCutUp(long seed) {
        Engine spark = new OnSpark(directory);

        assertSame(
                new RandomFleet(seed).withStrays(),
                parityCase -> Difference.between(memory.run(parityCase), spark.run(parityCase)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfArrivalWithinOutOfOrderChangesNothing(long seed) {
        Engine spark = new OnSpark(directory);

        assertSame(
                new RandomFleet(seed, Duration.ofSeconds(20)).ofThePast().shuffled(),
                parityCase -> Difference.between(memory.run(parityCase.inOrder()), spark.run(parityCase)));
    }

    @Test
    void theOrderOfArrivalWithinOutOfOrderChangesNothingInMemory() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES_IN_MEMORY; seed++) {
            assertSame(
                    new RandomFleet(seed, Duration.ofSeconds(20)).ofThePast().shuffled(),
                    parityCase -> Difference.between(memory.run(parityCase.inOrder()), memory.run(parityCase)));
        }
    }

    /** Those by a clock of arrivals are held to what comes of readings that arrive at once, each by itself. */
    private Option<Difference> byArrivals(ParityCase parityCase, Engine engine) {
        return Option.when(parityCase.isInTime(), parityCase)
                .flatMap(inTime -> Difference.between(
                        memory.run(inTime.withoutDelays()).withoutClocks(),
                        engine.run(inTime).withoutClocks()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void norDoDelaysWithinOutOfOrderUploadsAndClocksThatAreMinutesOff(long seed) {
        Engine spark = new OnSpark(directory);

        assertSame(
                new RandomFleet(seed, Duration.ofSeconds(20)).delivered(), parityCase -> byArrivals(parityCase, spark));
    }

    @Test
    void norDoDelaysWithinOutOfOrderUploadsAndClocksThatAreMinutesOffInMemory() {
        Engine clocked = InMemory.clocked();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES_IN_MEMORY; seed++) {
            ParityCase delivered = new RandomFleet(seed, Duration.ofSeconds(20)).delivered();
            assertThat(delivered.isInTime()).as("seed %s", seed).isTrue();
            assertThat(delivered.isTogether()).as("seed %s", seed).isFalse();
            assertSame(delivered, parityCase -> byArrivals(parityCase, clocked));
        }
    }

    @Test
    void howOftenTheClockComesChangesNothingOfWhatArrives() {
        Engine clocked = InMemory.clocked();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES_IN_MEMORY; seed++) {
            assertSame(
                    Disturbance.in(new RandomFleet(seed).withStrays()),
                    parityCase -> Difference.between(memory.run(parityCase), clocked.run(parityCase)));
        }
    }

    /**
     * The outcome of the device with the backlog is compared but for its windows and deadlines: the clock reaches it
     * while it is away.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void aClockAstrayAndABacklogChangeNothingOfOtherDevicesAndTheBacklogIsEvaluatedInFull(long seed) {
        Engine spark = new OnSpark(directory);
        ParityCase fleet = new RandomFleet(seed).withStrays();
        ParityCase disturbed = Disturbance.in(fleet);

        assertSame(disturbed, parityCase -> {
            Outcome there = spark.run(parityCase);
            return Difference.between(
                            memory.run(Disturbance.without(parityCase)),
                            there,
                            device -> !Disturbance.is(device),
                            line -> true)
                    .orElse(() -> Difference.between(
                            memory.run(parityCase), there, Disturbance::is, line -> !line.startsWith("window | ")));
        });
        assertThat(memory.run(disturbed).of(Disturbance.OFFLINE))
                .filteredOn(line -> line.startsWith("reading | "))
                .hasSize(Disturbance.BACKLOG * (fleet.files().size() - 1) + 2)
                .noneMatch(line -> line.contains(" | true | "));
        assertThat(memory.run(disturbed).of(Disturbance.OFFLINE)).anyMatch(line -> line.startsWith("transition | "));
    }

    @Test
    void theCasesHaveAllThatIsCompared() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + CASES_IN_MEMORY; seed++) {
            ParityCase parityCase = new RandomFleet(seed).withStrays();
            Outcome outcome = memory.run(parityCase);

            assertThat(parityCase.isTogether()).as("seed %s", seed).isTrue();
            assertThat(Disturbance.in(parityCase).isTogether())
                    .as("seed %s", seed)
                    .isFalse();
            assertThat(outcome.count("transition")).as("seed %s", seed).isGreaterThan(100);
            assertThat(outcome.count("window")).as("seed %s", seed).isGreaterThan(200);
            assertThat(outcome.count("rejected")).as("seed %s", seed).isGreaterThan(2);
            assertThat(outcome.uncounted()).as("seed %s", seed).isPositive();
        }
    }
}
