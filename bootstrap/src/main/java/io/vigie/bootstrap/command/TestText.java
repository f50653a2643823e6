package io.vigie.bootstrap.command;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.application.ruletest.TestFailureText;
import io.vigie.application.ruletest.TestOutcome;
import io.vigie.application.ruletest.coverage.Coverage;
import io.vigie.application.ruletest.coverage.CoveragePoint;
import io.vigie.application.ruletest.mutation.Mutant;
import io.vigie.application.ruletest.mutation.MutationReport;
import io.vigie.bootstrap.configuration.yaml.OneLine;
import java.io.PrintWriter;

/** Prints what came of rule tests: a line a test, more where one failed, then coverage, then a summary. */
final class TestText {

    private final PrintWriter out;
    private int passed;
    private int failed;

    TestText(PrintWriter out) {
        this.out = out;
    }

    void outcome(TestOutcome outcome) {
        if (outcome.passed()) {
            passed++;
            out.println("ok      " + line(outcome.test().name()));
        } else {
            failed++;
            out.println("FAILED  " + line(outcome.test().name()) + " ("
                    + OneLine.of(outcome.test().place()) + "): " + TestFailureText.summary(outcome));
            out.println(TestFailureText.of(outcome));
        }
    }

    void coverage(RuleTests tests, Coverage coverage) {
        out.println();
        out.println("coverage " + coverage.percent() + "% (" + coverage.seen() + " of " + coverage.total() + ") of "
                + count(tests.rules().rules().size(), "rule"));
        grouped(coverage.unseen())
                .forEach((what, points) -> out.println("  " + place(tests, points.head()) + what + " was never "
                        + points.map(point -> point.kind().word()).mkString(" and never ")));
        coverage.undefined()
                .forEach(point ->
                        out.println("  note: " + place(tests, point) + what(point) + " was undefined at times"));
        if (coverage.limits() > 0) {
            out.println("  limits met exactly: "
                    + (coverage.limits() - coverage.neverEqual().size()) + " of " + coverage.limits());
        }
    }

    /** What is not seen of one thing goes on one line. */
    private static Map<String, Seq<CoveragePoint>> grouped(Seq<CoveragePoint> points) {
        return points.foldLeft(
                LinkedHashMap.empty(),
                (all, point) -> all.put(what(point), Vector.of(point), (before, more) -> before.appendAll(more)));
    }

    private static String place(RuleTests tests, CoveragePoint point) {
        return OneLine.of(tests.placeOf(point.rule(), point.entry())) + ": ";
    }

    private static String what(CoveragePoint point) {
        return point.rule()
                + point.entry().map(entry -> ", entry " + (entry + 1)).getOrElse("")
                + (point.subject().isEmpty() ? "" : ": `" + point.subject() + "`");
    }

    void mutations(RuleTests tests, MutationReport report) {
        out.println();
        if (failed > 0) {
            out.println("(tests that fail notice no change)");
        }
        out.println("mutation " + report.percent() + "% (" + report.killed() + " of "
                + count(report.mutants(), "change") + " noticed)");
        if (!report.survivors().isEmpty()) {
            out.println("  no test notices:");
            report.survivors().forEach(mutant -> out.println("    " + survivor(tests, mutant)));
        }
    }

    private static String survivor(RuleTests tests, Mutant mutant) {
        return tests.placeOf(mutant.rule().id(), mutant.entry()) + ": "
                + mutant.rule().id()
                + mutant.entry().map(entry -> ", entry " + (entry + 1)).getOrElse("") + ": `" + mutant.before()
                + "` as `" + mutant.after() + "`";
    }

    /** The last line; whether all tests passed. */
    boolean summary() {
        out.println();
        out.println(count(passed + failed, "test") + ", " + (failed == 0 ? "all passed" : failed + " failed"));
        out.flush();
        return failed == 0;
    }

    private static String line(String name) {
        return OneLine.of(name.strip());
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
