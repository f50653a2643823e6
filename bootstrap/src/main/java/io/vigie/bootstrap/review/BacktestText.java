package io.vigie.bootstrap.review;

import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.explanation.ExplanationText;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.TimePolicyText;
import io.vigie.application.review.AlarmChange;
import io.vigie.application.review.AlarmTally;
import io.vigie.application.review.BacktestReport;
import io.vigie.application.review.Lateness;
import io.vigie.application.review.PastAlarm;
import io.vigie.application.review.RuleComparison;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.bootstrap.command.HistoryReview.RuleFile;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.alarm.AlarmTransition.Occasion;
import io.vigie.domain.text.DurationText;
import java.io.PrintWriter;
import java.util.Locale;

/** A backtest as text for a terminal. */
final class BacktestText {

    private static final int MOST_DEVICES = 10;
    /** What happens to alarms, in the words of their tables. */
    static final Seq<String> TRANSITIONS = io.vavr.collection.List.of("raised", "escalated", "deescalated", "cleared");

    private final RuleFile rules;
    private final Option<RuleFile> against;
    private final Readings readings;
    private final PrintWriter out;

    BacktestText(RuleFile rules, Option<RuleFile> against, Readings readings, PrintWriter out) {
        this.rules = rules;
        this.against = against;
        this.readings = readings;
        this.out = out;
    }

    void print(BacktestReport report) {
        if (report.lateness().isMuchOf(report.extent().readings())) {
            lateness(report.lateness(), report.extent());
            out.println();
        }
        extent(report);
        line("alarms    %s", counts(report.tally()));
        Option<AlarmTally> before = report.comparison().map(RuleComparison::before);
        before.forEach(tally ->
                line("before    %s, by %s", counts(tally), against.get().file()));
        report.comparison()
                .forEach(comparison -> line(
                        "against   new %,d, gone %,d, changed %,d, unchanged %,d",
                        comparison.count("new"),
                        comparison.count("gone"),
                        comparison.count("changed"),
                        comparison.unchanged()));
        table("rule", report.tally().byRule(), before.map(AlarmTally::byRule), Integer.MAX_VALUE);
        table("device", mostFirst(report.tally()), before.map(AlarmTally::byDevice), MOST_DEVICES);
        table("day", report.tally().byDay(), before.map(AlarmTally::byDay), Integer.MAX_VALUE);
        report.comparison().forEach(this::changes);
        transitions(report);
    }

    private void lateness(Lateness lateness, HistoryExtent extent) {
        line(
                "late      %,d of %,d readings, not evaluated; --time outOfOrder=%s takes them all",
                lateness.readings(), extent.readings(), DurationText.print(lateness.outOfOrder()));
    }

    private void extent(BacktestReport report) {
        HistoryExtent extent = report.extent();
        line("rules     %s: %,d", rules.file(), rules.rules().rules().size());
        line("readings  %,d of %,d devices in %s", extent.readings(), extent.devices(), readings.path());
        line("          from %s to %s", extent.first().get(), extent.last().get());
        line("time      %s", TimePolicyText.print(report.terms().time()));
        report.terms()
                .forgetAfter()
                .forEach(after -> line("          devices are forgotten after %s", DurationText.print(after)));
        report.terms().remarks().forEach(remark -> line("          %s", remark));
        if (report.lateness().readings() > 0 && !report.lateness().isMuchOf(extent.readings())) {
            lateness(report.lateness(), extent);
        }
        if (extent.rejectedInAll() > 0) {
            line(
                    "rejected  %,d messages (%s)",
                    extent.rejectedInAll(),
                    extent.rejected()
                            .toVector()
                            .map(each -> each._1.word() + " " + String.format(Locale.ROOT, "%,d", each._2))
                            .sorted()
                            .mkString(", "));
        }
    }

    private static String counts(AlarmTally tally) {
        return TRANSITIONS
                        .map(word -> String.format(Locale.ROOT, "%s %,d", word, tally.transitions(word)))
                        .mkString(", ")
                + String.format(Locale.ROOT, "; active at the end %,d", tally.active());
    }

    private static <K> Map<K, Long> mostFirst(Map<K, Long> counts) {
        return io.vavr.collection.LinkedHashMap.ofEntries(counts.toVector().sortBy(count -> -count._2));
    }

    private static Map<?, Long> mostFirst(AlarmTally tally) {
        return mostFirst(tally.byDevice());
    }

    /** How many alarms there are of each; with other rules to compare with, before and now. */
    @SuppressWarnings("unchecked") // both are by the same kind of key
    private void table(String what, Map<?, Long> now, Option<? extends Map<?, Long>> before, int most) {
        Map<Object, Long> counts = (Map<Object, Long>) now;
        Option<Map<Object, Long>> earlier = before.map(each -> (Map<Object, Long>) each);
        Seq<Object> keys = earlier.toVector()
                .flatMap(Map::keySet)
                .prependAll(counts.keySet())
                .distinct();
        if (what.equals("day")) {
            keys = keys.sortBy(Object::toString);
        }
        if (keys.isEmpty()) {
            return;
        }
        Seq<Object> shown = keys.take(most);
        int width = shown.map(key -> key.toString().length()).max().get();
        out.println();
        line(
                "alarms by %s%s%s",
                what,
                keys.size() > most ? " (the " + most + " with the most, of " + keys.size() + ")" : "",
                earlier.isDefined() ? ": before, now" : "");
        for (Object key : shown) {
            line(
                    "  %-" + Math.max(width, 1) + "s %s %,9d",
                    key,
                    earlier.map(each -> String.format(Locale.ROOT, "%,9d", each.getOrElse(key, 0L)))
                            .getOrElse(""),
                    counts.getOrElse(key, 0L));
        }
    }

    private void changes(RuleComparison comparison) {
        if (comparison.changes().isEmpty()) {
            return;
        }
        out.println();
        line("what differs from %s%s", against.get().file(), some(comparison.changes(), comparison.changesInAll()));
        for (AlarmChange change : comparison.changes()) {
            PastAlarm alarm = change.alarm();
            line(
                    "%-8s  %s of %s%s",
                    change.word(),
                    alarm.rule(),
                    alarm.device(),
                    change.differences().isEmpty()
                            ? ""
                            : ": " + change.differences().mkString("; "));
            change.before().forEach(before -> story("before", before));
            change.after().forEach(after -> story("now", after));
        }
    }

    private void story(String when, PastAlarm alarm) {
        line("          %-6s  %s", when, alarm.id());
        for (AlarmTransition transition : alarm.transitions()) {
            line(
                    "                  %s %s %s: %s",
                    transition.occasion().eventTime(),
                    transition.word(),
                    transition.severity().word(),
                    ExplanationText.of(transition));
        }
        if (alarm.clearedAt().isEmpty()) {
            line("                  active at the end");
        }
    }

    private void transitions(BacktestReport report) {
        if (report.alarms().isEmpty()) {
            return;
        }
        Seq<AlarmTransition> all = report.alarms()
                .flatMap(PastAlarm::transitions)
                .sortBy(transition -> transition.occasion().eventTime());
        out.println();
        line("transitions%s", some(report.alarms(), report.tally().alarms()));
        line("%-27s  %-11s  %-8s  %-36s  %s", "event time", "transition", "severity", "alarm", "rule, device, message");
        for (AlarmTransition transition : all) {
            Occasion occasion = transition.occasion();
            line(
                    "%-27s  %-11s  %-8s  %-36s  %s, %s, %s",
                    occasion.eventTime(),
                    transition.word(),
                    transition.severity().word(),
                    occasion.alarm(),
                    occasion.rule(),
                    occasion.device(),
                    occasion.message());
        }
    }

    private static String some(Seq<?> shown, long all) {
        return shown.size() < all
                ? String.format(
                        Locale.ROOT, ": the %,d earliest of %,d; narrow --from and --to for others", shown.size(), all)
                : "";
    }

    private void line(String format, Object... values) {
        out.println(TerminalText.of(String.format(Locale.ROOT, format, values)));
    }
}
