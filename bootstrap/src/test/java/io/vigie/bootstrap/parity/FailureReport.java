package io.vigie.bootstrap.parity;

import io.vavr.collection.Vector;
import io.vigie.application.ruletest.RuleTestText;
import io.vigie.bootstrap.parity.Shrinker.Shrunk;
import java.util.List;

/** What a person needs to find out why two engines differ. */
final class FailureReport {

    private static final int MOST_LINES = 40;

    private FailureReport() {}

    /** The rule test file: it expects the transitions of the engine under test, and runs in memory. */
    static String ruleTestFile(Shrunk shrunk) {
        return RuleTestText.of(shrunk.parityCase()
                .ruleTests(Vector.ofAll(shrunk.difference().actual().transitions())
                        .sortBy(transition -> transition.at())));
    }

    static String of(ParityCase whole, Difference difference, Shrunk shrunk) {
        ParityCase small = shrunk.parityCase();
        List<String> lines = shrunk.difference().lines();
        return String.join(
                "\n",
                "Seed " + whole.seed() + ": devices " + difference.devices() + " of "
                        + whole.devices().size() + " differ.",
                "Shrunk in " + shrunk.runs() + " runs to " + small.readings().size() + " of "
                        + whole.readings().size() + " readings. Only in memory -, only on Spark +:",
                String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size()))),
                lines.size() > MOST_LINES ? "and " + (lines.size() - MOST_LINES) + " more" : "",
                "Time: " + small.time() + ". Windows: "
                        + (small.windows().isEmpty() ? "none" : small.windows().mkString("; ")) + ".",
                small.cuts() + ", files of "
                        + small.files().map(file -> file.readings().size()).mkString(", ")
                        + " readings, arriving "
                        + small.files().map(InputFile::arrival).mkString(", ")
                        + ", then one reading of each device at "
                        + small.closedFiles().last().arrival() + ".",
                "As a file for `vigie test`, which expects what came out on Spark:",
                "",
                ruleTestFile(shrunk),
                "Again: mvn -pl bootstrap -am test -Dtest=ParityTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dvigie.parity.cases=1 -Dvigie.parity.seed=" + whole.seed());
    }
}
