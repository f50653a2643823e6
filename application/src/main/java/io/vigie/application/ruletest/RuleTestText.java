package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.EntryKey;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.text.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rules and their tests as a file of rule tests, which reads back as the same: a case that was found is kept and
 * told so, for anyone to run again.
 */
public final class RuleTestText {

    private final YamlText yaml = new YamlText();

    private RuleTestText() {}

    /** The text of the file, its rules in it. */
    public static String of(RuleTests tests) {
        RuleTestText text = new RuleTestText();
        text.yaml.line("rules:");
        tests.rules().rules().forEach(text::rule);
        text.yaml.line("tests:");
        tests.tests().forEach(text::test);
        return text.yaml.toString();
    }

    private void rule(Rule rule) {
        yaml.line("  - id: " + YamlText.quoted(rule.id().value()));
        rule.metric().forEach(metric -> yaml.line("    metric: " + YamlText.quoted(metric.name())));
        if (!rule.devices().equals(DevicePattern.EVERY)) {
            yaml.line("    devices: " + YamlText.quoted(rule.devices().glob()));
        }
        yaml.line("    raise:");
        rule.raise().forEach(this::entry);
        if (!rule.clearFor().isZero()) {
            yaml.line("    clear: { for: " + DurationText.print(rule.clearFor()) + " }");
        }
        if (!rule.message().equals(Rule.DEFAULT_MESSAGE)) {
            yaml.line("    message: " + YamlText.quoted(rule.message()));
        }
        if (rule.shadow()) {
            yaml.line("    shadow: true");
        }
    }

    private void entry(RaiseEntry entry) {
        List<String> parts = new ArrayList<>();
        parts.add("severity: " + entry.severity().word());
        parts.addAll(entry.trigger().interpret(new TriggerKeys()).asJava());
        entry.ending().forEach(ending -> parts.add(ending(ending)));
        if (entry.keepsUndefined()) {
            parts.add("undefined: " + EntryKey.KEEP);
        }
        yaml.item(6, parts);
    }

    private static String ending(Ending ending) {
        if (!(ending instanceof Ending.Until until)) {
            return TriggerKeys.duration("holds", ending.duration());
        }
        String when = YamlText.quoted(until.when().toString());
        return until.duration().isZero()
                ? "until: " + when
                : "until: { when: " + when + ", " + TriggerKeys.duration("for", until.duration()) + " }";
    }

    private void test(RuleTest test) {
        yaml.line("  - name: " + YamlText.quoted(test.name()));
        if (!test.time().equals(TimePolicy.DEFAULT)) {
            yaml.line(
                    "    time: { outOfOrder: " + DurationText.print(test.time().outOfOrder()) + ", late: "
                            + DurationText.print(test.time().late()) + ", future: "
                            + DurationText.print(test.time().future())
                            + test.time()
                                    .past()
                                    .map(past -> ", past: " + DurationText.print(past))
                                    .getOrElse("")
                            + test.time()
                                    .duplicates()
                                    .map(span -> ", duplicates: " + DurationText.print(span))
                                    .getOrElse("")
                            + (test.time().arrival() == ArrivalTime.TRANSPORT
                                    ? ""
                                    : ", arrival: " + test.time().arrival().word())
                            + " }");
        }
        if (test.order() != ArrivalOrder.TIME) {
            yaml.line("    order: " + test.order().word());
        }
        yaml.line(test.readings().isEmpty() ? "    readings: []" : "    readings:");
        test.readings().forEach(this::series);
        test.end().forEach(end -> yaml.line("    end: \"" + end + "\""));
        yaml.line(test.expect().isEmpty() ? "    expect: []" : "    expect:");
        test.expect().forEach(this::transition);
    }

    private void series(ReadingSeries series) {
        List<String> parts = new ArrayList<>();
        parts.add("device: " + YamlText.quoted(series.device().value()));
        parts.add("metric: " + YamlText.quoted(series.metric().name()));
        series.unit().forEach(unit -> parts.add("unit: " + YamlText.quoted(unit)));
        parts.add("start: \"" + series.start() + "\"");
        parts.add("every: " + DurationText.print(series.every()));
        series.arrives().forEach(arrives -> parts.add("arrives: \"" + arrives + "\""));
        parts.add("values: \""
                + series.runs()
                        .map(run -> run.value().map(YamlText::number).getOrElse("_")
                                + (run.times() == 1 ? "" : "x" + run.times()))
                        .mkString(" ")
                + "\"");
        yaml.item(6, parts);
    }

    private void transition(ExpectedTransition expected) {
        List<String> parts = new ArrayList<>();
        parts.add("at: \"" + expected.at() + "\"");
        parts.add("rule: " + YamlText.quoted(expected.rule().value()));
        parts.add("device: " + YamlText.quoted(expected.device().value()));
        parts.add("transition: " + expected.transition());
        expected.severity().forEach(severity -> parts.add("severity: " + severity.word()));
        expected.metric().forEach(metric -> parts.add("metric: " + YamlText.quoted(metric.name())));
        expected.value().forEach(value -> parts.add("value: " + YamlText.number(value)));
        expected.message().forEach(message -> parts.add("message: " + YamlText.quoted(message)));
        yaml.item(6, parts);
    }

    /** The keys of an entry that say what makes it hold. */
    private static final class TriggerKeys implements Trigger.Algebra<Seq<String>> {

        @Override
        public Seq<String> immediately(Trigger.Immediately node) {
            return Vector.of(when(node.when()));
        }

        @Override
        public Seq<String> heldFor(Trigger.HeldFor node) {
            return Vector.of(when(node.when()), duration("for", node.duration()));
        }

        @Override
        public Seq<String> repeated(Trigger.Repeated node) {
            return Vector.of(when(node.when()), "times: " + node.times());
        }

        @Override
        public Seq<String> repeatedWithin(Trigger.RepeatedWithin node) {
            return Vector.of(when(node.when()), "times: " + node.times(), duration("within", node.within()));
        }

        @Override
        public Seq<String> silent(Trigger.Silent node) {
            return Vector.of(duration("silent", node.duration()));
        }

        private static String when(Object condition) {
            return "when: " + YamlText.quoted(condition.toString());
        }

        private static String duration(String key, Duration duration) {
            return key + ": " + DurationText.print(duration);
        }
    }
}
