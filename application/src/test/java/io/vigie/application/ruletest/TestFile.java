package io.vigie.application.ruletest;

import io.vavr.collection.HashMap;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedReading;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.rule.Severity;
import java.time.Instant;
import java.util.Locale;

/**
 * Rule tests as short as a file: device {@code d} sends metric {@code m} every ten seconds, and expectations are lines
 * such as {@code 40 raised warning}, the time in seconds.
 */
final class TestFile {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RuleBook rules;
    private final Seq<RuleTest> tests;

    private TestFile(RuleBook rules, Seq<RuleTest> tests) {
        this.rules = rules;
        this.tests = tests;
    }

    static TestFile of(Rule... rules) {
        return new TestFile(Rules.rules(rules), Vector.empty());
    }

    /** One more test; the clock ends at a second, or with -1 at the last reading. */
    TestFile test(String name, double[] values, long end, String... expected) {
        Seq<ArrivedReading> readings = Vector.ofAll(values)
                .zipWithIndex((value, index) -> ArrivedReading.atOnce(new SensorReading(
                        new DeviceId("d"),
                        new Metric("m"),
                        value,
                        Option.none(),
                        START.plusSeconds(10L * index),
                        HashMap.empty())));
        RuleTest test = RuleTest.of(
                name,
                TimePolicy.DEFAULT,
                readings,
                Option.when(end >= 0, () -> START.plusSeconds(end)),
                Vector.of(expected).map(this::expectation));
        return new TestFile(rules, tests.append(test));
    }

    private ExpectedTransition expectation(String line) {
        String[] words = line.split(" ", -1);
        return new ExpectedTransition(
                START.plusSeconds(Long.parseLong(words[0])),
                words.length > 3 ? new RuleId(words[3]) : rules.rules().head().id(),
                new DeviceId("d"),
                words[1],
                words.length > 2 ? Option.some(Severity.valueOf(words[2].toUpperCase(Locale.ROOT))) : Option.none(),
                Option.none(),
                Option.none(),
                Option.none());
    }

    static double[] values(double... values) {
        return values;
    }

    RuleTests tests() {
        return new RuleTests(rules, tests);
    }
}
