package io.vigie.bootstrap.configuration.rules;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Repetitions;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.EntryDraft;
import io.vigie.domain.rule.EntryKey;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleDefect;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.language.ExpressionParser;
import io.vigie.domain.rule.language.StateName;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Reads rules. */
public final class RuleReader {

    static final Keys FILE = Keys.of("rules");

    private static final Keys RULE = Keys.of("id", "metric", "devices", "raise", "clear", "message", "shadow");
    private static final Keys CLEAR = Keys.of("for");
    private static final Keys UNTIL = Keys.of("when", "for");

    /** How the value of each key of an entry is read. */
    private static final Map<EntryKey, Function<YamlNode, Read<UnaryOperator<EntryDraft>>>> ENTRY_VALUES =
            LinkedHashMap.of(
                    EntryKey.WHEN, value(RuleReader::condition, EntryDraft::when),
                    EntryKey.FOR, value(Values::duration, EntryDraft::heldFor),
                    EntryKey.TIMES, value(RuleReader::times, EntryDraft::times),
                    EntryKey.WITHIN, value(Values::duration, EntryDraft::within),
                    EntryKey.SILENT, value(Values::duration, EntryDraft::silentFor),
                    EntryKey.UNTIL, value(RuleReader::until, (draft, until) -> draft.until(until._1, until._2)),
                    EntryKey.HOLDS, value(Values::duration, EntryDraft::holds),
                    EntryKey.UNDEFINED, value(RuleReader::keep, (draft, keep) -> draft.keepingUndefined()));

    private static final Keys ENTRY =
            new Keys(ENTRY_VALUES.keySet().toList().map(EntryKey::word).prepend("severity"));

    private RuleReader() {}

    /** A file of rules and nothing else. */
    public static Read<RuleBook> file(YamlNode root) {
        return file(root, name -> false);
    }

    private static Read<RuleBook> file(YamlNode root, Predicate<String> named) {
        return root.mapping(
                "a mapping with the key `rules`", FILE, file -> file.required("rules", rules -> list(rules, named)));
    }

    /** What stands at {@code rules} in another file: the rules themselves, or the path of their file. */
    public static Read<RuleBook> listOrFile(YamlNode node) {
        return listOrFile(node, LinkedHashMap.empty(), name -> false);
    }

    /**
     * The same for a file that may lie elsewhere.
     *
     * @param settings of Spark, with what the file system needs
     * @param named whether the other file knows a metric of this name
     */
    public static Read<RuleBook> listOrFile(YamlNode node, Map<String, String> settings, Predicate<String> named) {
        return node.isText()
                ? node.setting("the path of a rules file")
                        .flatMap(path -> node.open(path, settings))
                        .flatMap(root -> file(root, named))
                : list(node, named);
    }

    private static Read<RuleBook> list(YamlNode node, Predicate<String> named) {
        if (node.isList() && node.items().isEmpty()) {
            return node.invalid("no rule here: give one or more");
        }
        return node.list("a list of rules or the path of a rules file", RuleReader::rule)
                .withProblems(Repetitions.among(
                        node.items().map(rule -> rule.at("id")),
                        (id, line) -> "another rule has the id " + Quoted.of(id) + ", on line " + line))
                .flatMap(rules -> Read.of(RuleBook.of(rules).toEither(), defect -> node.problem(defect.problem()))
                        .withProblems(states(node, named.or(name -> rules.exists(rule -> isMetricOf(rule, name))))));
    }

    private static boolean isMetricOf(Rule rule, String name) {
        return rule.metric().exists(metric -> metric.name().equals(name));
    }

    /** Names that stand where a state is meant, and are no metric that anybody knows. */
    private static Seq<ConfigurationProblem> states(YamlNode rules, Predicate<String> known) {
        return rules.items()
                .flatMap(rule -> rule.at("raise").items())
                .flatMap(entry -> List.of("when", "until", "until.when").flatMap(entry::find))
                .flatMap(condition -> condition
                        .setting("a condition")
                        .toOption()
                        .toList()
                        .flatMap(text -> StateName.in(text.value())
                                .filter(state -> !known.test(state.name()))
                                .map(state -> problemOf(state, condition, text))));
    }

    private static ConfigurationProblem problemOf(StateName state, YamlNode condition, SettingValue text) {
        String meaning =
                " is no metric of these rules, and values are numbers: write the number that stands for the state;"
                        + " a metric of that name is put in backticks";
        return text.isByReference()
                ? condition.problem("a name in " + Quoted.of(text.written()) + meaning)
                : condition.problemWithin(text.value(), state.column(), "`" + state.name() + "`" + meaning);
    }

    private static Read<Rule> rule(YamlNode node) {
        return node.mapping(
                "a rule, a mapping",
                RULE,
                rule -> Read.together(
                                rule.required(
                                        "id",
                                        id -> Values.text(id, "a rule's id", RuleId.MAX_LENGTH)
                                                .map(RuleId::new)),
                                rule.optional("metric", Values::metric),
                                rule.optional("devices", DevicePattern.EVERY, Values::devices),
                                rule.required(
                                        "raise",
                                        raise -> raise.list(
                                                "a list of entries such as { severity: major, when: \"value > 80\" }",
                                                RuleReader::entry)),
                                rule.optional("clear", Duration.ZERO, RuleReader::clear),
                                rule.optional("message", RuleReader::message),
                                rule.optional("shadow", false, Values::trueOrFalse),
                                Rule::of)
                        .flatMap(checked -> Read.of(checked.toEither(), defect -> problem(node, defect))));
    }

    private static ConfigurationProblem problem(YamlNode rule, RuleDefect defect) {
        YamlNode place = rule.at(defect.path());
        String key = defect.path().substring(defect.path().lastIndexOf('.') + 1);
        return place.problem(
                place.hasReference()
                        ? "this does not give a valid `" + key + "`"
                        : "`" + key + "` " + defect.problem());
    }

    private static Read<Duration> clear(YamlNode node) {
        return node.mapping("a mapping such as { for: 1m }", CLEAR, clear -> clear.required("for", Values::duration));
    }

    static Read<String> message(YamlNode node) {
        return node.setting("a text").map(SettingValue::value);
    }

    private static Read<RaiseEntry> entry(YamlNode node) {
        return node.mapping(
                "an entry such as { severity: major, when: \"value > 80\" }",
                ENTRY,
                entry -> Read.together(
                                entry.required("severity", RuleReader::severity),
                                draft(entry),
                                (severity, draft) -> draft.entry(severity))
                        .withProblems(contradictions(entry))
                        .flatMap(checked -> Read.of(checked.toEither(), defect -> problem(entry.node(), defect))));
    }

    /** Told of the keys alone, so that they are told beside what is wrong with a value. */
    private static Seq<ConfigurationProblem> contradictions(YamlMapping entry) {
        return EntryKey.contradictions(ENTRY_VALUES.keySet().filter(key -> entry.has(key.word())))
                .map(defect -> entry.entry(defect.path())
                        .map(given -> given.key().problem(Quoted.of(given.name()) + " " + defect.problem()))
                        .getOrElse(() -> entry.node().problem(defect.problem())));
    }

    private static Read<EntryDraft> draft(YamlMapping entry) {
        return Read.each(
                        ENTRY_VALUES.filterKeys(key -> entry.has(key.word())),
                        key -> entry.required(key._1.word(), key._2))
                .map(steps -> steps.foldLeft(EntryDraft.EMPTY, (draft, step) -> step.apply(draft)));
    }

    static Read<Severity> severity(YamlNode node) {
        return Values.word(node, List.of(Severity.values()).reverse(), Severity::word);
    }

    /** How a value adds to the draft of an entry. */
    private static <T> Function<YamlNode, Read<UnaryOperator<EntryDraft>>> value(
            Function<YamlNode, Read<T>> reader, BiFunction<EntryDraft, T, EntryDraft> step) {
        return node -> reader.apply(node).map(value -> draft -> step.apply(draft, value));
    }

    /** The condition alone, or with how long it is to be true. */
    private static Read<Tuple2<Condition, Duration>> until(YamlNode node) {
        return node.isText()
                ? condition(node).map(condition -> Tuple.of(condition, Duration.ZERO))
                : node.mapping(
                        "a condition such as \"value < 75\", or { when: \"value < 75\", for: 5m }",
                        UNTIL,
                        until -> Read.together(
                                until.required("when", RuleReader::condition),
                                until.required("for", Values::duration),
                                Tuple::of));
    }

    private static Read<String> keep(YamlNode node) {
        return Values.word(node, "`" + EntryKey.KEEP + "`", List.of(EntryKey.KEEP), Function.identity());
    }

    private static Read<Integer> times(YamlNode node) {
        return Values.wholeNumber(node, 1, RaiseEntry.MOST_TIMES);
    }

    private static Read<Condition> condition(YamlNode node) {
        String expected = "a condition such as \"value > 80\"";
        return node.setting(expected)
                .flatMap(text -> ExpressionParser.parse(text.value())
                        .fold(
                                error -> Read.problem(
                                        text.isByReference()
                                                ? node.problem(Quoted.of(text.written()) + " does not give " + expected)
                                                : node.problemWithin(text.value(), error.column(), error.problem())),
                                Read::value));
    }
}
