package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.ruletest.TimelineRow.Verdict;
import io.vigie.domain.alarm.AlarmTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * What a test expected beside what it got.
 *
 * @param rows by event time
 */
public record Timeline(Seq<TimelineRow> rows) {

    /**
     * Puts expected and actual transitions side by side: first those that are as expected, then those of one alarm at
     * one instant, then those of one alarm and kind at different times. What is left is missing or unexpected.
     */
    public static Timeline of(Seq<ExpectedTransition> expected, Seq<AlarmTransition> actual) {
        List<ExpectedTransition> wanted = new ArrayList<>(expected.asJava());
        List<AlarmTransition> found = new ArrayList<>(actual.asJava());
        List<TimelineRow> rows = new ArrayList<>();
        pair(wanted, found, rows, Verdict.SAME, ExpectedTransition::isMetBy);
        pair(
                wanted,
                found,
                rows,
                Verdict.DIFFERENT,
                (one, other) ->
                        one.isOfAlarm(other) && one.at().equals(other.occasion().eventTime()));
        pair(
                wanted,
                found,
                rows,
                Verdict.DIFFERENT,
                (one, other) -> one.isOfAlarm(other) && one.transition().equals(other.word()));
        wanted.forEach(one -> rows.add(new TimelineRow(Verdict.MISSING, Option.some(one), Option.none())));
        found.forEach(one -> rows.add(new TimelineRow(Verdict.UNEXPECTED, Option.none(), Option.some(one))));
        rows.sort(Comparator.comparing(TimelineRow::at));
        return new Timeline(Vector.ofAll(rows));
    }

    private static void pair(
            List<ExpectedTransition> wanted,
            List<AlarmTransition> found,
            List<TimelineRow> rows,
            Verdict verdict,
            BiPredicate<ExpectedTransition, AlarmTransition> belong) {
        for (Iterator<ExpectedTransition> expected = wanted.iterator(); expected.hasNext(); ) {
            ExpectedTransition one = expected.next();
            for (AlarmTransition other : found) {
                if (belong.test(one, other)) {
                    rows.add(new TimelineRow(verdict, Option.some(one), Option.some(other)));
                    found.remove(other);
                    expected.remove();
                    break;
                }
            }
        }
    }

    /** Whether all is as expected. */
    public boolean isAsExpected() {
        return rows.forAll(row -> row.verdict() == Verdict.SAME);
    }
}
