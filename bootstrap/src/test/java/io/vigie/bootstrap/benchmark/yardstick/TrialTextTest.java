package io.vigie.bootstrap.benchmark.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.benchmark.yardstick.Trial.Run;
import io.vigie.bootstrap.benchmark.yardstick.digest.OutputDigest;
import io.vigie.bootstrap.benchmark.yardstick.process.Cost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrialTextTest {

    private static final Contestant VIGIE = new VigieContestant("vigie", Path.of("vigie.jar"), "1g");
    private static final Contestant BY_HAND = new HandContestant(Path.of("vigie.jar"), "1g");

    private final List<Run> runs = List.of(
            run(VIGIE, 1, 10, 18, 1_000),
            run(BY_HAND, 1, 20, 36, 1_500),
            run(BY_HAND, 2, 33, 45, 1_700),
            run(VIGIE, 2, 11, 20, 1_200));

    private final TrialText text = new TrialText(List.of(VIGIE, BY_HAND), runs, 1_000_000);

    @Test
    void aLineHasTheMediansOfAContestant() {
        assertThat(text.figures().get(1).strip().split(" {2,}", -1))
                .containsExactly(
                        "vigie",
                        "10.50 (10.00 to 11.00)",
                        "19.00 (18.00 to 20.00)",
                        "1,100 (1,000 to 1,200)",
                        "95,455 (90,909 to 100,000)");
    }

    @Test
    void othersAreComparedWithTheFirstRunByRun() {
        assertThat(text.ratios())
                .containsExactly(
                        "  by-hand / vigie, wall: 2.52 of medians, 2.50 (2.00 to 3.00) in pairs",
                        "  by-hand / vigie, processor: 2.13 of medians, 2.13 (2.00 to 2.25) in pairs");
    }

    @Test
    void aDifferentOutputIsToldWithItsRun() {
        List<OutputDigest> usual = List.of(new OutputDigest(Output.ALARMS, 1_234, 0xabcL));
        List<OutputDigest> other = List.of(new OutputDigest(Output.ALARMS, 1_233, 0xdefL));

        assertThat(text.digests(List.of(usual, usual, usual, usual)))
                .containsExactly("  alarms      1,234 rows, digest 0000000000000abc, the same of all runs");
        assertThat(text.digests(List.of(usual, usual, other, usual)))
                .containsExactly(
                        "  alarms      1,234 rows, digest 0000000000000abc, DIFFERENT, of vigie-1, by-hand-1, vigie-2",
                        "  alarms      1,233 rows, digest 0000000000000def, DIFFERENT, of by-hand-2");
    }

    private static Run run(Contestant by, int round, int wall, int processor, int mebibytes) {
        return new Run(
                by,
                new Job(Workload.W3, "", "", Path.of(by.name() + "-" + round)),
                new Cost(
                        Duration.ofSeconds(wall),
                        Duration.ofSeconds(processor),
                        OptionalLong.of(mebibytes * 1024L * 1024)));
    }
}
