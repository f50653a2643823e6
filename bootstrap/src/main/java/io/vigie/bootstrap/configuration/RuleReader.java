package io.vigie.bootstrap.configuration;

import io.vavr.Tuple;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.plan.SettingValue;
import io.vigie.domain.rule.Condition;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.ExpressionParser;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleDefect;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads rules. */
final class RuleReader {

    static final Keys FILE = Keys.of("rules");

    private static final Keys RULE = Keys.of("id", "metric", "devices", "raise", "clear", "message", "shadow");
    private static final Keys ENTRY = Keys.of("severity", "when", "for", "times", "within", "silent", "until");
    private static final Keys CLEAR = Keys.of("for");
    private static final int LONGEST_ID = 256;

    /** As many evaluations may have to be remembered. */
    private static final int MOST_TIMES = 10_000;

    private RuleReader() {}

    /** A file of rules and nothing else. */
    static Validation<Seq<ConfigurationProblem>, RuleBook> file(YamlNode root) {
        return root.mapping("a mapping with the key `rules`", FILE, file -> file.required("rules", RuleReader::list));
    }

    /** What stands at {@code rules} in another file: the rules themselves, or the path of their file. */
    static Validation<Seq<ConfigurationProblem>, RuleBook> listOrFile(YamlNode node) {
        return listOrFile(node, io.vavr.collection.HashMap.empty());
    }

    /**
     * The same for a file that may lie elsewhere.
     *
     * @param settings of Spark, with what the file system needs
     */
    static Validation<Seq<ConfigurationProblem>, RuleBook> listOrFile(
            YamlNode node, io.vavr.collection.Map<String, String> settings) {
        return node.isText()
                ? node.setting("the path of a rules file")
                        .flatMap(path -> node.open(path, settings))
                        .flatMap(RuleReader::file)
                : list(node);
    }

    private static Validation<Seq<ConfigurationProblem>, RuleBook> list(YamlNode node) {
        if (node.isList() && node.items().isEmpty()) {
            return node.invalid("no rule here: give one or more");
        }
        return Problems.with(
                        repeatedIds(node.items()),
                        node.list("a list of rules or the path of a rules file", RuleReader::rule))
                .flatMap(rules ->
                        RuleBook.of(rules).mapError(defects -> defects.map(defect -> node.problem(defect.problem()))));
    }

    private static Seq<ConfigurationProblem> repeatedIds(Seq<YamlNode> rules) {
        Map<String, Integer> firstLines = new HashMap<>();
        return rules.flatMap(rule -> rule.at("id").written().map(id -> Tuple.of(rule.at("id"), id)))
                .flatMap(id -> Option.of(
                                firstLines.putIfAbsent(id._2, id._1.position().line()))
                        .map(line ->
                                id._1.problem("another rule has the id " + Quoted.of(id._2) + ", on line " + line)));
    }

    private static Validation<Seq<ConfigurationProblem>, Rule> rule(YamlNode node) {
        return node.mapping(
                "a rule, a mapping",
                RULE,
                rule -> Problems.flatten(Validation.combine(
                                        rule.required(
                                                "id",
                                                id -> Values.text(id, "a rule's id", LONGEST_ID)
                                                        .map(RuleId::new)),
                                        rule.optional("metric", Values::metric),
                                        rule.optional("devices", DevicePattern.EVERY, RuleReader::devices),
                                        rule.required(
                                                "raise",
                                                raise -> raise.list(
                                                        "a list of entries such as { severity: major, when: \"value > 80\" }",
                                                        RuleReader::entry)),
                                        rule.optional("clear", Duration.ZERO, RuleReader::clear),
                                        rule.optional("message", RuleReader::message),
                                        rule.optional("shadow", false, Values::trueOrFalse))
                                .ap(Rule::of))
                        .flatMap(checked -> checked.mapError(defects -> defects.map(defect -> problem(node, defect)))));
    }

    private static ConfigurationProblem problem(YamlNode rule, RuleDefect defect) {
        YamlNode place = rule.at(defect.path());
        String key = defect.path().substring(defect.path().lastIndexOf('.') + 1);
        return place.problem(
                place.hasReference()
                        ? "this does not give a valid `" + key + "`"
                        : "`" + key + "` " + defect.problem());
    }

    private static Validation<Seq<ConfigurationProblem>, DevicePattern> devices(YamlNode node) {
        return Values.text(node, "a pattern of device names such as boiler-*", DevicePattern.MAX_LENGTH)
                .map(DevicePattern::new);
    }

    private static Validation<Seq<ConfigurationProblem>, Duration> clear(YamlNode node) {
        return node.mapping("a mapping such as { for: 1m }", CLEAR, clear -> clear.required("for", Values::duration));
    }

    static Validation<Seq<ConfigurationProblem>, String> message(YamlNode node) {
        return node.setting("a text").map(SettingValue::value);
    }

    private static Validation<Seq<ConfigurationProblem>, RaiseEntry> entry(YamlNode node) {
        return node.mapping(
                "an entry such as { severity: major, when: \"value > 80\" }",
                ENTRY,
                entry -> Problems.flatten(Validation.combine(
                                entry.required("severity", RuleReader::severity),
                                entry.has("silent") ? silent(entry) : repeatedOrHeld(entry),
                                entry.optional("until", RuleReader::condition))
                        .ap(RaiseEntry::new)));
    }

    static Validation<Seq<ConfigurationProblem>, Severity> severity(YamlNode node) {
        return Values.word(node, List.of(Severity.values()).reverse(), Severity::word);
    }

    private static Validation<Seq<ConfigurationProblem>, Trigger> silent(YamlMapping entry) {
        return excluded(
                entry,
                List.of("when", "for", "times", "within"),
                "does not go with `silent`, which waits for no reading at all; use an entry of its own",
                entry.required("silent", Values::duration).map(Trigger.Silent::new));
    }

    private static Validation<Seq<ConfigurationProblem>, Trigger> repeatedOrHeld(YamlMapping entry) {
        Validation<Seq<ConfigurationProblem>, Condition> when = entry.has("when")
                ? entry.required("when", RuleReader::condition)
                : entry.node().invalid("`when` or `silent` is missing: an entry says what raises the alarm");
        Validation<Seq<ConfigurationProblem>, Option<Duration>> held = entry.optional("for", Values::duration);
        Validation<Seq<ConfigurationProblem>, Option<Duration>> within = entry.optional("within", Values::duration);
        Validation<Seq<ConfigurationProblem>, Option<Integer>> times =
                entry.optional("times", number -> Values.wholeNumber(number, 1, MOST_TIMES));
        Validation<Seq<ConfigurationProblem>, Trigger> trigger =
                Problems.flatten(Validation.combine(when, held, times, within).ap(RuleReader::trigger));
        if (!entry.has("times")) {
            return excluded(
                    entry,
                    List.of("within"),
                    "needs `times`: so many times within that span; for how long a condition lasts, write `for`",
                    trigger);
        }
        return excluded(
                entry,
                List.of("for"),
                "does not go with `times`: either the condition lasts, or it is counted; use two entries for both",
                trigger);
    }

    private static Trigger trigger(
            Condition when, Option<Duration> held, Option<Integer> times, Option<Duration> within) {
        return times.<Trigger>map(number -> within.<Trigger>map(span -> new Trigger.RepeatedWithin(when, number, span))
                        .getOrElse(() -> new Trigger.Repeated(when, number)))
                .orElse(() -> held.map(duration -> new Trigger.HeldFor(when, duration)))
                .getOrElse(() -> new Trigger.Immediately(when));
    }

    private static <T> Validation<Seq<ConfigurationProblem>, T> excluded(
            YamlMapping entry, Seq<String> keys, String why, Validation<Seq<ConfigurationProblem>, T> result) {
        return Problems.with(
                keys.flatMap(entry::entry).map(found -> found.key().problem("`" + found.name() + "` " + why)), result);
    }

    private static Validation<Seq<ConfigurationProblem>, Condition> condition(YamlNode node) {
        String expected = "a condition such as \"value > 80\"";
        return node.setting(expected)
                .flatMap(text -> Validation.fromEither(ExpressionParser.parse(text.value())
                        .mapLeft(error -> List.of(
                                text.isByReference()
                                        ? node.problem(Quoted.of(text.written()) + " does not give " + expected)
                                        : node.problemWithin(text.value(), error.column(), error.problem())))));
    }
}
