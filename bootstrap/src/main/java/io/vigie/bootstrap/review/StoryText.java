package io.vigie.bootstrap.review;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.explanation.ExplanationText;
import io.vigie.application.explanation.LengthText;
import io.vigie.application.review.AlarmStory;
import io.vigie.application.review.AlarmStory.NearMisses;
import io.vigie.application.review.NearMiss;
import io.vigie.application.review.PastAlarm;
import io.vigie.application.review.Step;
import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.text.DurationText;
import io.vigie.domain.text.NumberText;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The story of an alarm as text for a terminal. */
final class StoryText {

    private final PrintWriter out;

    StoryText(PrintWriter out) {
        this.out = out;
    }

    /** Tells it; the place is where the rule stands, as {@code file:line}. */
    void print(AlarmStory story, Option<String> place) {
        PastAlarm alarm = story.alarm();
        line("alarm     %s", alarm.id());
        line("          %s of %s", alarm.rule(), alarm.device());
        line("          raised %s, %s", alarm.raisedAt(), end(alarm));
        rule(story.rule(), place);
        out.println();
        line("decisions");
        alarm.transitions().forEach(this::decision);
        out.println();
        line("step by step");
        story.steps().forEach(this::step);
        if (story.leftOut() > 0) {
            line("  … %,d more steps of this long alarm are left out; its decisions are all there", story.leftOut());
        }
        nearMisses("near misses before it", story.before());
        nearMisses("near misses after it", story.after());
        out.flush();
    }

    private static String end(PastAlarm alarm) {
        return alarm.clearedAt()
                .map(cleared -> "cleared " + cleared + " after " + length(alarm.raisedAt(), cleared))
                .getOrElse("active at the end");
    }

    private static String length(Instant from, Instant to) {
        return LengthText.of(Duration.between(from, to));
    }

    private void rule(Rule rule, Option<String> place) {
        line("rule      %s%s", rule.id(), place.map(where -> " (" + where + ")").getOrElse(""));
        rule.metric().forEach(metric -> line("          metric %s", metric));
        rule.raise().forEach(entry -> line("          raise %s", entry));
        if (!rule.clearFor().isZero()) {
            line("          clear for %s", DurationText.print(rule.clearFor()));
        }
    }

    private void decision(AlarmTransition transition) {
        line(
                "  %-27s  %-11s  %-8s  %s",
                transition.occasion().eventTime(),
                transition.word(),
                transition.severity().word(),
                transition.occasion().message());
        line("  %27s  because %s", "", ExplanationText.of(transition));
    }

    private void step(Step step) {
        line("  %-27s  %s", step.at(), step.reading().map(StoryText::readings).getOrElse("deadline"));
        String outcomes = step.outcomes()
                .map(outcome -> outcome.comparison() + " is " + outcome.truth()
                        + outcome.value()
                                .map(value -> " (" + NumberText.of(value) + ")")
                                .getOrElse(""))
                .mkString(", ");
        told(outcomes.isEmpty() ? Option.none() : Option.some(outcomes));
        step.standing().forEach(standing -> told(Option.some(standing)));
        step.transition()
                .forEach(transition -> told(Option.some(
                        "→ " + transition.word() + " " + transition.severity().word())));
    }

    private void told(Option<String> text) {
        text.forEach(words -> line("  %27s    %s", "", words));
    }

    private static String readings(Step.Readings readings) {
        return readings.count() == 1
                ? readings.metric() + " " + NumberText.of(readings.value())
                : String.format(
                        Locale.ROOT,
                        "%s: %,d readings until %s, from %s to %s",
                        readings.metric(),
                        readings.count(),
                        readings.last(),
                        NumberText.of(readings.least()),
                        NumberText.of(readings.greatest()));
    }

    private void nearMisses(String title, NearMisses misses) {
        out.println();
        Seq<NearMiss> nearest = misses.nearest();
        line(
                "%s: %s",
                title,
                misses.inAll() == 0
                        ? "none"
                        : nearest.size() < misses.inAll()
                                ? String.format(
                                        Locale.ROOT, "%,d, the %d nearest of them", misses.inAll(), nearest.size())
                                : Integer.toString(nearest.size()));
        nearest.forEach(miss -> line("  %3d%%  %s", Math.min(99, Math.round(miss.nearness() * 100)), miss.text()));
    }

    private void line(String format, Object... values) {
        out.println(TerminalText.of(String.format(Locale.ROOT, format, values)));
    }
}
