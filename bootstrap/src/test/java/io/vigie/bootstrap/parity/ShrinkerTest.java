package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.ruletest.RuleTestRunner;
import io.vigie.application.ruletest.RuleTestText;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.rules.YamlRuleTests;
import io.vigie.bootstrap.parity.Shrinker.Shrunk;
import io.vigie.domain.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two engines in memory, one of which has a defect, stand for memory and Spark. */
class ShrinkerTest {

    private static final long SEED = 6;

    @TempDir
    private Path directory;

    private final Engine sound = new InMemory();
    private final Engine defective =
            parityCase -> sound.run(parityCase.withRules(parityCase.rules().map(ShrinkerTest::withoutClearFor)));
    private final AtomicInteger runs = new AtomicInteger();
    private final ParityCase whole = new RandomFleet(SEED).ofThePast().withStrays();
    private final Difference difference = compare(whole).get();

    /** The planted defect: {@code clear.for} is not looked at. */
    private static Rule withoutClearFor(Rule rule) {
        return new Rule(
                rule.id(), rule.metric(), rule.devices(), rule.raise(), Duration.ZERO, rule.message(), rule.shadow());
    }

    private Option<Difference> compare(ParityCase parityCase) {
        runs.incrementAndGet();
        return Difference.between(sound.run(parityCase), defective.run(parityCase));
    }

    private Shrunk shrink(int mostRuns) {
        return new Shrinker(this::compare, mostRuns).shrink(whole, difference);
    }

    private RuleTests read(String file) throws IOException {
        Path written = Files.writeString(directory.resolve("case.yaml"), file);
        return new YamlRuleTests()
                .load(written.toString())
                .getOrElseThrow(problems -> new AssertionError(problems.mkString("\n")));
    }

    private static int failed(RuleTests tests) {
        return new RuleTestRunner().test(tests, outcome -> {}).failed();
    }

    @Test
    void ofManyDevicesRulesAndReadingsOneDeviceOneRuleAndThoseReadingsAreLeftThatItTakes() {
        Shrunk shrunk = shrink(2_000);

        ParityCase small = shrunk.parityCase();
        assertThat(difference.devices()).hasSizeGreaterThan(5);
        assertThat(whole.readings()).hasSizeGreaterThan(1_000);
        assertThat(small.devices()).hasSize(1);
        assertThat(small.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.raise()).hasSize(1);
            assertThat(rule.clearFor()).isPositive();
        });
        // One that raises and one that no longer does; a third where the condition needs one before it.
        assertThat(small.readings()).hasSizeBetween(2, 3);
        assertThat(small.windows()).isEmpty();
        assertThat(small.files()).hasSize(1);
        assertThat(small.cuts()).isEqualTo(Cuts.NONE);
        assertThat(compare(small)).isNotEmpty();
    }

    @Test
    void fewRunsNarrowItDownToOneDeviceAtLeast() {
        runs.set(0);

        Shrunk shrunk = shrink(12);

        assertThat(runs).hasValueLessThanOrEqualTo(12);
        assertThat(shrunk.runs()).isLessThanOrEqualTo(12);
        assertThat(shrunk.parityCase().devices()).hasSize(1);
        assertThat(shrunk.parityCase().readings().size())
                .isLessThan(whole.readings().size() / 10);
    }

    @Test
    void theReportIsAFileWhoseTestFailsInMemoryWhereTheEnginesDiffer() throws IOException {
        Shrunk shrunk = shrink(2_000);

        RuleTests read = read(FailureReport.ruleTestFile(shrunk));

        assertThat(failed(read)).isEqualTo(1);
        assertThat(FailureReport.of(whole, difference, shrunk))
                .contains(FailureReport.ruleTestFile(shrunk))
                .contains("Seed " + SEED + ": devices [d")
                .contains("\n- ")
                .contains("\n+ ")
                .contains("-Dvigie.parity.seed=" + SEED);
    }

    @Test
    void ofACaseWhoseReadingsAreDelayedTheFileSaysWhenTheyArrive() throws IOException {
        ParityCase delivered = new RandomFleet(SEED, Duration.ofSeconds(20)).delivered();

        Shrunk shrunk = new Shrinker(this::compare, 2_000)
                .shrink(delivered, compare(delivered).get());

        ParityCase small = shrunk.parityCase();
        assertThat(small.devices()).hasSize(1);
        assertThat(small.readings()).hasSizeBetween(1, 4);
        String file = FailureReport.ruleTestFile(shrunk);
        assertThat(file).contains("arrives: \"" + small.files().head().arrival() + "\"");
        assertThat(failed(read(file))).isEqualTo(1);
    }

    @Test
    void theFileOfACaseWithoutDifferencesPasses() throws IOException {
        for (long seed = 1; seed <= 10; seed++) {
            for (ParityCase parityCase : List.of(
                    new RandomFleet(seed).ofThePast().withStrays(),
                    new RandomFleet(seed).withStrays(),
                    new RandomFleet(seed, Duration.ofSeconds(20)).delivered())) {
                RuleTests tests =
                        parityCase.ruleTests(Vector.ofAll(sound.run(parityCase).transitions()));

                assertThat(failed(read(RuleTestText.of(tests))))
                        .as("seed %s, arrival: %s", seed, parityCase.time().arrival())
                        .isZero();
            }
        }
    }

    @Test
    void anOutcomeDiffersInWhatIsCountedOverAllDevicesToo() {
        Outcome counted = new Outcome();
        counted.uncounted(1);

        assertThat(Difference.between(new Outcome(), counted).get().lines())
                .containsExactly("- uncounted 0", "+ uncounted 1");
        assertThat(Difference.between(counted, counted)).isEmpty();
    }
}
