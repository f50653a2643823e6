package io.vigie.bootstrap.configuration.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.ruletest.ArrivalOrder;
import io.vigie.application.ruletest.ExpectedTransition;
import io.vigie.application.ruletest.ReadingSeries;
import io.vigie.application.ruletest.RuleTest;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTestFilesTest {

    @TempDir
    Path directory;

    private ConfigurationDirectory files;

    @BeforeEach
    void aDirectoryWithRules() {
        files = new ConfigurationDirectory(directory)
                .with(
                        "rules.yaml",
                        "rules: [ { id: boiler-overheat, metric: temperature,"
                                + " raise: [ { severity: minor, when: value > 80 } ] } ]\n");
    }

    @Test
    void theExampleOfTheContractIsReadWordForWord() {
        files.with("tests.yaml", """
                rules: rules.yaml
                tests:
                  - name: overheats, then cools
                    readings:
                      - { device: boiler-1, metric: temperature, start: "2026-01-01T00:00:00Z", every: 10s, values: "70 81x4 96 _ 74" }   # x4: four times; _: no reading
                    end: "2026-01-01T00:20:00Z"               # optional: where the clock ends; default the last event time
                    expect:                                   # exactly these transitions, in event-time order; [] for none
                      - { at: "2026-01-01T00:00:40Z", rule: boiler-overheat, device: boiler-1, transition: raised, severity: warning }
                """);
        assertThat(files.check("tests.yaml")).containsExactly("ok, 1 test of 1 rule");
        RuleTests tests = files.tests("tests.yaml");
        RuleTest test = tests.tests().head();
        assertThat(test.name()).isEqualTo("overheats, then cools");
        assertThat(test.place()).isEqualTo(files.path("tests.yaml") + ":3:5");
        assertThat(test.end()).containsExactly(Instant.parse("2026-01-01T00:20:00Z"));
        assertThat(test.expect())
                .containsExactly(new ExpectedTransition(
                        Instant.parse("2026-01-01T00:00:40Z"),
                        new RuleId("boiler-overheat"),
                        new DeviceId("boiler-1"),
                        "raised",
                        Option.some(Severity.WARNING),
                        Option.none(),
                        Option.none(),
                        Option.none()));
        ReadingSeries series = test.readings().head();
        assertThat(series.last()).containsExactly(Instant.parse("2026-01-01T00:01:10Z"));
        assertThat(series.readings().map(SensorReading::value).toList())
                .containsExactly(70.0, 81.0, 81.0, 81.0, 81.0, 96.0, 74.0);
        assertThat(series.readings()
                        .map(reading -> reading.eventTime().getEpochSecond() % 3_600)
                        .toList())
                .containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 70L);
    }

    @Test
    void whatMayBeLeftOutMayBeGiven() {
        files.with("tests.yaml", """
                rules: [ { id: a, metric: m, raise: [ { severity: minor, silent: 1m } ] } ]
                tests:
                  - name: one
                    readings:
                      - { device: d, metric: m, unit: bar, start: 2026-01-01T02:00:00+02:00, every: 500ms, values: -1.5e1 }
                    expect:
                      - { at: 2026-01-01T00:01:00Z, rule: a, device: d, transition: raised, severity: minor, metric: m, value: -15 }
                  - { name: two, readings: [], expect: [] }
                """);
        RuleTest test = files.tests("tests.yaml").tests().head();
        assertThat(test.end()).isEmpty();
        assertThat(test.readings().head().unit()).containsExactly("bar");
        assertThat(test.readings().head().start()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(test.expect().head().metric()).containsExactly(new Metric("m"));
        assertThat(test.expect().head().value()).containsExactly(-15.0);
    }

    @Test
    void whatATestDoesNotSayIsNotExpected() {
        files.with("tests.yaml", """
                rules: rules.yaml
                tests:
                  - name: one
                    readings: []
                    expect: [ { at: 2026-01-01T00:00:00Z, rule: boiler-overheat, device: d, transition: cleared } ]
                """);
        ExpectedTransition expected =
                files.tests("tests.yaml").tests().head().expect().head();
        assertThat(expected.severity()).isEmpty();
        assertThat(expected.metric()).isEmpty();
        assertThat(expected.value()).isEmpty();
        assertThat(expected.message()).isEmpty();
    }

    @Test
    void theTimePolicyIsThatOfTheTestElseThatOfTheFile() {
        files.with("tests.yaml", """
                rules: rules.yaml
                time: { outOfOrder: 10s }
                tests:
                  - { name: one, readings: [], expect: [] }
                  - { name: two, time: { late: 1s }, order: written, readings: [], expect: [] }
                """);
        RuleTest one = files.tests("tests.yaml").tests().head();
        RuleTest two = files.tests("tests.yaml").tests().last();
        assertThat(one.time())
                .isEqualTo(new TimePolicy(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(5)));
        assertThat(one.order()).isEqualTo(ArrivalOrder.TIME);
        assertThat(two.time()).isEqualTo(new TimePolicy(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5)));
        assertThat(two.order()).isEqualTo(ArrivalOrder.WRITTEN);
    }

    @Test
    void readingsArriveByTimeUnlessTheFileSaysAsWritten() {
        String readings = """
                    readings:
                      - { device: d, metric: m, start: 2026-01-01T00:00:10Z, every: 10s, values: "1 2" }
                      - { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 10s, values: "3 4" }
                      - { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 10s, arrives: 2026-01-01T00:01:00Z, values: "5" }
                """;
        files.with(
                "tests.yaml",
                "rules: rules.yaml\ntests:\n  - name: one\n    expect: []\n" + readings
                        + "  - name: two\n    order: written\n    expect: []\n" + readings);
        Seq<RuleTest> tests = files.tests("tests.yaml").tests();
        assertThat(values(tests.head()))
                .as("what arrives at one instant with one event time is one message")
                .containsExactly("3.0", "1.0 4.0", "2.0", "5.0");
        assertThat(values(tests.last())).containsExactly("1.0", "2.0", "3.0", "4.0", "5.0");
        assertThat(tests.head().messages().last().arrival()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(tests.last().messages().map(ArrivedMessage::arrival))
                .as("as in one partition, no arrival is before the one before it")
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:10Z"),
                        Instant.parse("2026-01-01T00:00:20Z"),
                        Instant.parse("2026-01-01T00:00:20Z"),
                        Instant.parse("2026-01-01T00:00:20Z"),
                        Instant.parse("2026-01-01T00:01:00Z"));
    }

    /** Those of each message. */
    private static Seq<String> values(RuleTest test) {
        return test.messages()
                .map(message -> message.readings().map(SensorReading::value).mkString(" "));
    }

    @Test
    void thePlacesOfRulesAndEntriesAreKnown() {
        files.with("tests.yaml", "rules: rules.yaml\ntests: [ { name: one, readings: [], expect: [] } ]\n");
        RuleTests tests = files.tests("tests.yaml");
        RuleId rule = new RuleId("boiler-overheat");
        assertThat(tests.placeOf(rule, Option.none())).isEqualTo(files.path("rules.yaml") + ":1:10");
        assertThat(tests.placeOf(rule, Option.some(0))).isEqualTo(files.path("rules.yaml") + ":1:63");
        assertThat(tests.placeOf(new RuleId("other"), Option.some(0))).isEqualTo("other");
    }

    @Test
    void gapsAtTheEndAreNoReadings() {
        files.with("tests.yaml", """
                rules: rules.yaml
                tests:
                  - name: one
                    readings:
                      - { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 1s, values: 1x2 _x3 }
                      - { device: e, metric: m, start: 2026-01-01T00:00:00Z, every: 1s, values: _ }
                    end: 2026-01-01T00:00:01Z
                    expect: []
                """);
        assertThat(files.tests("tests.yaml").tests().head().readings().map(ReadingSeries::last))
                .containsExactly(Option.some(Instant.parse("2026-01-01T00:00:01Z")), Option.none());
    }

    @Test
    void aValueByItselfNeedsNoPaceAndValuesOfOneInstantHaveNone() {
        files.with("tests.yaml", """
                rules: rules.yaml
                tests:
                  - name: one
                    readings:
                      - { device: d, metric: m, start: 2026-01-01T00:00:00Z, values: 1 }
                      - { device: e, metric: m, start: 2026-01-01T00:00:00Z, every: 0s, values: 1 2 }
                    expect: []
                """);
        assertThat(files.tests("tests.yaml").tests().head().readings().flatMap(ReadingSeries::readings))
                .extracting(SensorReading::eventTime)
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** A test's lines with a § where the problem is, and the problem. */
    static Stream<Arguments> tests() {
        String novalue = " is no value: write a number, _ for no reading, and x4 behind it for four times";
        return Stream.of(
                arguments("§{ readings: [], expect: [] }", "`name` is missing"),
                arguments("§{ name: a, expect: [] }", "`readings` is missing"),
                arguments("§{ name: a, readings: [] }", "`expect` is missing"),
                arguments(
                        "{ name: a, readings: [], expect: §none }",
                        "expected a list of transitions, [] for none, found `none`"),
                arguments(
                        "{ name: a, readings: [], §expects: [], expect: [] }",
                        "unknown key `expects`; did you mean `expect`?"),
                arguments(
                        series("start: §2026-01-01T00:00:00, every: 1s, values: 1"),
                        "expected a time with an offset such as 2026-01-01T00:00:00Z, found `2026-01-01T00:00:00`"),
                arguments(
                        series("start: §+10000-01-01T00:00:00Z, every: 1s, values: 1"),
                        "expected a time from the year 1 to 9999, found `+10000-01-01T00:00:00Z`"),
                arguments(
                        series("start: 2026-01-01T00:00:00Z, every: §367d, values: 1"),
                        "expected a duration from 0s to 366d, found `367d`"),
                arguments(
                        "{ name: a, readings: [ §{ device: d, metric: m, start: 2026-01-01T00:00:00Z, values: 1x2 } ], expect: [] }",
                        "`every` is missing"),
                arguments(
                        series("start: 2026-01-01T00:00:00Z, every: 1s, values: \"70 §8lx4 74\""), "`8lx4`" + novalue),
                arguments(series("start: 2026-01-01T00:00:00Z, every: 1s, values: 70 §NaN"), "`NaN`" + novalue),
                arguments(series("start: 2026-01-01T00:00:00Z, every: 1s, values: 70 §1e999"), "`1e999`" + novalue),
                arguments(series("start: 2026-01-01T00:00:00Z, every: 1s, values: 70 §81x0"), "`81x0`" + novalue),
                arguments(series("start: 2026-01-01T00:00:00Z, every: 1s, values: 70 §_x"), "`_x`" + novalue),
                arguments(
                        series("start: 2026-01-01T00:00:00Z, every: 1s, values: §1x999999 1x2"),
                        "more than 1000000 values"),
                arguments(
                        series("start: 2026-01-01T00:00:00Z, every: 1s, values: §\"\""),
                        "expected values such as \"70 81x4 _ 74\", found none"),
                arguments(
                        "{ name: a, readings: [ §{ device: d, metric: m, start: 9999-01-01T00:00:00Z, every: 366d, values: 1 1 } ], expect: [] }",
                        "these readings go on beyond the year 9999"),
                arguments(
                        "{ name: a, readings: [ §{ device: d, metric: m, start: 9999-01-01T00:00:00Z, every: 366d, values: 1x999999 } ], expect: [] }",
                        "these readings go on beyond the year 9999"),
                arguments(
                        "{ name: a, readings: [ { device: d, metric: m, start: 2026-01-01T00:00:00Z, every: 10s, values: 1x3 } ],"
                                + " end: §2026-01-01T00:00:19Z, expect: [] }",
                        "`end` is before the last arrival, at 2026-01-01T00:00:20Z"),
                arguments(
                        transition("rule: §boiler-overheet, transition: raised, severity: minor"),
                        "there is no rule `boiler-overheet`; did you mean `boiler-overheat`?"),
                arguments(
                        transition("rule: boiler-overheat, transition: §rised, severity: minor"),
                        "expected one of raised, escalated, deescalated, cleared, found `rised`; did you mean `raised`?"),
                arguments(
                        transition("rule: boiler-overheat, transition: raised, severity: §warn"),
                        "expected one of critical, major, minor, warning, found `warn`"),
                arguments(
                        transition("rule: boiler-overheat, transition: raised, severity: minor, value: §high"),
                        "expected a number, found `high`"));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void aTestThatIsWrongHasOneProblemAtItsPlace(String test, String problem) {
        String line = "  - " + test;
        assertThat(files.with("tests.yaml", "rules: rules.yaml\ntests:\n" + line.replace("§", "") + "\n")
                        .check("tests.yaml"))
                .containsExactly("tests.yaml:3:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @Test
    void wrongRulesAreToldInTheirOwnFile() {
        files.with("bad.yaml", "rules: [ { id: a } ]\n");
        assertThat(files.with("tests.yaml", "rules: bad.yaml\ntests: []\n").check("tests.yaml"))
                .containsExactly("tests.yaml:2:8: no test here: give one or more", "bad.yaml:1:10: `raise` is missing");
    }

    @Test
    void noTwoTestsHaveOneName() {
        assertThat(files.with("tests.yaml", """
                                rules: rules.yaml
                                tests:
                                  - { name: a, readings: [], expect: [] }
                                  - { name: a, readings: [], expect: [] }
                                """).check("tests.yaml"))
                .containsExactly("tests.yaml:4:13: another test has this name, on line 3");
    }

    private static String series(String rest) {
        return "{ name: a, readings: [ { device: d, metric: m, " + rest + " } ], expect: [] }";
    }

    private static String transition(String rest) {
        return "{ name: a, readings: [], expect: [ { at: 2026-01-01T00:00:00Z, device: d, " + rest + " } ] }";
    }
}
