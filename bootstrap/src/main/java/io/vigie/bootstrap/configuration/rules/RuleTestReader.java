package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.ruletest.ArrivalOrder;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.ReadingSeries;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Repetitions;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.text.DurationRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Reads rule tests. */
public final class RuleTestReader {

    static final Keys FILE = Keys.of("rules", "time", "tests");

    private static final Keys TEST = Keys.of("name", "time", "order", "readings", "end", "expect");
    private static final Keys SERIES = Keys.of("device", "metric", "unit", "start", "every", "arrives", "values");
    private static final Keys TRANSITION =
            Keys.of("at", "rule", "device", "transition", "severity", "metric", "value", "message");
    private static final Seq<String> TRANSITIONS = List.of("raised", "escalated", "deescalated", "cleared");
    private static final int LONGEST_TEXT = 1_000;

    private RuleTestReader() {}

    public static Read<RuleTests> read(YamlNode root) {
        return root.mapping("rule tests, a mapping", FILE, file -> {
            Read<RuleBook> rules = file.required("rules", RuleReader::listOrFile);
            Read<TimePolicy> time = file.optional("time", TimePolicy.DEFAULT, TimePolicyReader::policy);
            return Read.together(
                    rules,
                    file.required("rules", RulePlaces::of),
                    time,
                    file.required("tests", tests -> tests(tests, rules.toOption(), time.getOrElse(TimePolicy.DEFAULT))),
                    (book, places, any, tests) -> new RuleTests(book, places, tests));
        });
    }

    private static Read<Seq<RuleTest>> tests(YamlNode node, Option<RuleBook> rules, TimePolicy time) {
        if (node.isList() && node.items().isEmpty()) {
            return node.invalid("no test here: give one or more");
        }
        return node.list("a list of tests", test -> test(test, rules, time))
                .withProblems(Repetitions.among(
                        node.items().map(test -> test.at("name")),
                        (name, line) -> "another test has this name, on line " + line));
    }

    private static Read<RuleTest> test(YamlNode node, Option<RuleBook> rules, TimePolicy time) {
        return node.mapping(
                "a test, a mapping",
                TEST,
                test -> Read.together(
                                test.required("name", name -> Values.text(name, "a test's name", LONGEST_TEXT)),
                                test.optional("time", time, TimePolicyReader::policy),
                                test.optional("order", ArrivalOrder.TIME, RuleTestReader::order),
                                test.required(
                                        "readings",
                                        readings -> readings.list("a list of readings", RuleTestReader::series)),
                                test.optional("end", Values::instant),
                                test.required(
                                        "expect",
                                        expect -> expect.list(
                                                "a list of transitions, [] for none",
                                                transition -> transition(transition, rules))),
                                (name, policy, order, readings, end, expect) ->
                                        new RuleTest(name, node.place(), policy, order, readings, end, expect))
                        .flatMap(read -> endsAfterReadings(test, read)));
    }

    private static Read<ArrivalOrder> order(YamlNode node) {
        return Values.word(node, List.of(ArrivalOrder.values()), ArrivalOrder::word);
    }

    private static Read<RuleTest> endsAfterReadings(YamlMapping test, RuleTest read) {
        Option<Instant> last = read.defaultEnd();
        return read.end().exists(end -> last.exists(end::isBefore))
                ? test.required("end", end -> end.invalid("`end` is before the last arrival, at " + last.get()))
                : Read.value(read);
    }

    private static Read<ReadingSeries> series(YamlNode node) {
        return node.mapping(
                "readings such as { device: boiler-1, metric: temperature,"
                        + " start: \"2026-01-01T00:00:00Z\", every: 10s, values: \"70 81x4 _\" }",
                SERIES,
                series -> Read.together(
                                series.required("device", Values::device),
                                series.required("metric", Values::metric),
                                series.optional("unit", unit -> Values.text(unit, "a unit", LONGEST_TEXT)),
                                series.required("start", Values::instant),
                                pace(series),
                                series.optional("arrives", Values::instant),
                                series.required("values", SeriesValues::read),
                                ReadingSeries::new)
                        .flatMap(read -> withinTime(node, read)));
    }

    /** How far apart the values are; of a value by itself, it makes no difference and need not be told. */
    private static Read<Duration> pace(YamlMapping series) {
        return series.optional("every", RuleTestReader::pace)
                .flatMap(told -> told.isEmpty() && hasSeveralValues(series)
                        ? series.required("every", RuleTestReader::pace)
                        : Read.value(told.getOrElse(Duration.ZERO)));
    }

    private static Read<Duration> pace(YamlNode every) {
        return Values.duration(every, DurationRange.FROM_NONE);
    }

    private static boolean hasSeveralValues(YamlMapping series) {
        return series.optional("values", SeriesValues::read)
                .toOption()
                .exists(values -> values.exists(
                        runs -> runs.map(ReadingSeries.Run::times).sum().longValue() > 1));
    }

    /** Times end at the year 9999, as they do in tables. */
    private static Read<ReadingSeries> withinTime(YamlNode node, ReadingSeries read) {
        try {
            return read.last().exists(last -> last.isAfter(Values.LATEST))
                    ? node.invalid("these readings go on beyond the year 9999")
                    : Read.value(read);
        } catch (DateTimeException | ArithmeticException e) {
            return node.invalid("these readings go on beyond the year 9999");
        }
    }

    private static Read<ExpectedTransition> transition(YamlNode node, Option<RuleBook> rules) {
        return node.mapping(
                "a transition, a mapping",
                TRANSITION,
                expected -> Read.together(
                        expected.required("at", Values::instant),
                        expected.required("rule", rule -> rule(rule, rules)),
                        expected.required("device", Values::device),
                        expected.required("transition", word -> Values.word(word, TRANSITIONS, Function.identity())),
                        expected.optional("severity", RuleReader::severity),
                        expected.optional("metric", Values::metric),
                        expected.optional("value", Values::finiteNumber),
                        expected.optional("message", RuleReader::message),
                        ExpectedTransition::new));
    }

    /** The id of a rule that is tested; of any, where the rules themselves are wrong. */
    private static Read<RuleId> rule(YamlNode node, Option<RuleBook> rules) {
        Seq<String> ids = rules.toList()
                .flatMap(book -> book.rules().map(rule -> rule.id().value()));
        return node.parse(
                "the id of a rule",
                text -> (rules.isEmpty() && !text.isEmpty() && text.length() <= RuleId.MAX_LENGTH) || ids.contains(text)
                        ? Either.right(new RuleId(text))
                        : Either.left("there is no rule " + Quoted.of(text) + Suggestion.orKnown(text, ids)));
    }
}
