package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.ruletest.TimelineRow.Verdict;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.Explanation;
import io.vigie.domain.alarm.Explanation.Evidence;
import io.vigie.domain.text.NumberText;
import java.util.List;

/**
 * Tells people how a test failed: what it expected beside what it got, row by row, and then why the unexpected came and
 * the missing did not.
 */
public final class TestFailureText {

    private static final int COLUMNS = 6;
    private static final int LONGEST_CELL = 60;

    private TestFailureText() {}

    /** In a few words, such as {@code 1 transition missing, 2 unexpected}. */
    public static String summary(TestOutcome outcome) {
        Seq<TimelineRow> rows = outcome.timeline().rows();
        return Vector.of(Verdict.DIFFERENT, Verdict.MISSING, Verdict.UNEXPECTED)
                .flatMap(verdict -> Option.some(rows.count(row -> row.verdict() == verdict))
                        .filter(count -> count > 0)
                        .map(count -> count + " " + word(verdict)))
                .mkString(", ");
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case SAME -> "as expected";
            case DIFFERENT -> "different";
            case MISSING -> "missing";
            case UNEXPECTED -> "unexpected";
        };
    }

    /** The whole story, several lines without a line break at the end. */
    public static String of(TestOutcome outcome) {
        return Vector.of(table(outcome.timeline().rows()))
                .appendAll(outcome.timeline()
                        .rows()
                        .filter(row -> row.verdict() == Verdict.UNEXPECTED || row.verdict() == Verdict.DIFFERENT)
                        .flatMap(TimelineRow::actual)
                        .map(TestFailureText::why))
                .appendAll(outcome.nearMisses().map(TestFailureText::whyNot))
                .mkString("\n");
    }

    private static String table(Seq<TimelineRow> rows) {
        Seq<Seq<String>> expected =
                rows.map(row -> row.expected().map(TestFailureText::cells).getOrElse(nothing("(nothing)")));
        Seq<Seq<String>> actual = rows.map(
                row -> row.actual().map(it -> cells(it, row.expected())).getOrElse(nothing("(nothing)")));
        Seq<String> left = aligned(expected.prepend(nothing("expected")));
        Seq<String> right = aligned(actual.prepend(nothing("actual")));
        Seq<String> marks = rows.map(row -> mark(row.verdict())).prepend(" ");
        return Vector.range(0, left.size())
                .map(row -> ("  " + marks.get(row) + " " + left.get(row) + " | " + right.get(row)).stripTrailing())
                .append("  (- missing, + unexpected, ! different)")
                .mkString("\n");
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case SAME -> " ";
            case DIFFERENT -> "!";
            case MISSING -> "-";
            case UNEXPECTED -> "+";
        };
    }

    private static Seq<String> nothing(String word) {
        return Vector.of(word).padTo(COLUMNS, "");
    }

    private static Seq<String> cells(ExpectedTransition expected) {
        return Vector.of(
                expected.at().toString(),
                expected.rule().value(),
                expected.device().value(),
                expected.transition(),
                expected.severity().map(severity -> severity.word()).getOrElse(""),
                Vector.of(
                                expected.metric().map(metric -> metric.name()),
                                expected.value().map(NumberText::of),
                                expected.message().map(TestFailureText::quoted))
                        .flatMap(detail -> detail)
                        .mkString(" "));
    }

    /** Of the details those that the expectation beside it has too. */
    private static Seq<String> cells(AlarmTransition actual, Option<ExpectedTransition> beside) {
        AlarmTransition.Occasion occasion = actual.occasion();
        boolean isAlone = beside.isEmpty();
        return Vector.of(
                occasion.eventTime().toString(),
                occasion.rule().value(),
                occasion.device().value(),
                actual.word(),
                beside.exists(expected -> expected.severity().isEmpty())
                        ? ""
                        : actual.severity().word(),
                Vector.of(
                                Option.when(
                                        isAlone
                                                || beside.exists(expected ->
                                                        expected.metric().isDefined()),
                                        () -> occasion.metric().name()),
                                Option.when(
                                        isAlone
                                                || beside.exists(expected ->
                                                        expected.value().isDefined()),
                                        () -> NumberText.of(occasion.value())),
                                Option.when(
                                        beside.exists(
                                                expected -> expected.message().isDefined()),
                                        () -> quoted(occasion.message())))
                        .flatMap(detail -> detail)
                        .mkString(" "));
    }

    private static Seq<String> aligned(Seq<Seq<String>> rows) {
        List<Integer> widths = Vector.range(0, COLUMNS)
                // A heading stands over all columns.
                .map(column ->
                        rows.tail().map(row -> row.get(column).length()).max().getOrElse(0))
                .asJava();
        Seq<String> lines = rows.map(row -> row.zipWithIndex((cell, column) -> pad(cell, widths.get(column)))
                .mkString(" ")
                .stripTrailing());
        int width = lines.map(String::length).max().getOrElse(0);
        return lines.map(line -> pad(line, width));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String why(AlarmTransition transition) {
        AlarmTransition.Occasion occasion = transition.occasion();
        Explanation explanation = occasion.explanation();
        return Vector.of("  why " + occasion.rule() + " of " + occasion.device() + " " + transition.word() + " at "
                        + occasion.eventTime()
                        + explanation
                                .deadline()
                                .map(deadline -> ", a deadline of `" + deadline.kind() + "`")
                                .getOrElse("")
                        + ":")
                .appendAll(explanation
                        .entries()
                        .map(entry -> "    " + entry.limit() + ": "
                                + (entry.holds() ? "holds" : "does not hold")
                                + (entry.held() == entry.holds() ? " as before" : "")
                                + entry.since().map(since -> ", since " + since).getOrElse("")
                                + entry.count()
                                        .map(count -> ", " + count + " counted")
                                        .getOrElse("")))
                .append("    before: "
                        + explanation
                                .before()
                                .severity()
                                .map(severity -> "an alarm, " + severity.word()
                                        + explanation
                                                .before()
                                                .clearingSince()
                                                .map(since -> ", with no entry holding since " + since)
                                                .getOrElse(""))
                                .getOrElse("no alarm"))
                .appendAll(explanation
                        .calculated()
                        .map(function -> "    " + function.function() + " = "
                                + function.value().map(NumberText::of).getOrElse("undefined")))
                .append("    readings: " + readings(explanation.readings()))
                .mkString("\n");
    }

    private static String whyNot(MissedTransition miss) {
        ExpectedTransition expected = miss.expected();
        return Vector.of("  why " + expected.rule() + " of " + expected.device() + " was not "
                        + expected.transition() + " at " + expected.at()
                        + miss.at()
                                .map(at -> ", where it stood after the reading at " + at)
                                .getOrElse("") + ":")
                .appendAll(
                        miss.at().isEmpty()
                                ? Vector.of("    the device had sent nothing by then that the rule reads")
                                : miss.entries()
                                        .map(entry -> "    " + entry.limit() + ": "
                                                + entry.when()
                                                        .map(truth -> "the condition is " + truth + ", the entry ")
                                                        .getOrElse("")
                                                + (entry.holds() ? "holds" : "does not hold")))
                .appendAll(
                        miss.readings().isEmpty()
                                ? Vector.empty()
                                : Vector.of("    readings: " + readings(miss.readings())))
                .mkString("\n");
    }

    private static String readings(Seq<Evidence> readings) {
        return readings.map(reading ->
                        reading.metric().name() + " " + NumberText.of(reading.value()) + " at " + reading.time())
                .mkString(", ");
    }

    private static String quoted(String message) {
        String line = message.replaceAll("\\p{Cntrl}", " ");
        return "\"" + (line.length() > LONGEST_CELL ? line.substring(0, LONGEST_CELL) + "…" : line) + "\"";
    }
}
