package io.vigie.bootstrap.configuration.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleProblemsTest {

    @TempDir
    Path directory;

    /** Entries with a § where the problem is, and the problem. */
    static Stream<Arguments> entries() {
        return Stream.of(
                arguments(
                        "{ severity: §critcal, when: value > 1 }",
                        "expected one of critical, major, minor, warning, found `critcal`; did you mean `critical`?"),
                arguments(
                        "{ severity: §urgent, when: value > 1 }",
                        "expected one of critical, major, minor, warning, found `urgent`"),
                arguments("§{ when: value > 1 }", "`severity` is missing"),
                arguments("§{ severity: minor }", "`when` or `silent` is missing: an entry says what raises the alarm"),
                arguments(
                        "{ severity: minor, silent: 1m, §when: value > 1 }",
                        "`when` does not go with `silent`, which waits for no reading at all; use an entry of its own"),
                arguments(
                        "{ severity: minor, silent: 1m, §for: 1m }",
                        "`for` does not go with `silent`, which waits for no reading at all; use an entry of its own"),
                arguments(
                        "{ severity: minor, §times: 3, silent: 1m }",
                        "`times` does not go with `silent`, which waits for no reading at all; use an entry of its own"),
                arguments(
                        "{ severity: minor, when: value > 1, §within: 10s }",
                        "`within` needs `times`: so many times within that span;"
                                + " for how long a condition lasts, write `for`"),
                arguments(
                        "{ severity: minor, when: value > 1, times: 3, §for: 10s }",
                        "`for` does not go with `times`: either the condition lasts, or it is counted;"
                                + " use two entries for both"),
                arguments(
                        "{ severity: minor, when: value > 1, times: §0 }",
                        "expected a whole number from 1 to 10000, found 0"),
                arguments(
                        "{ severity: minor, when: value > 1, times: §many }",
                        "expected a whole number from 1 to 10000, found `many`"),
                arguments(
                        "{ severity: minor, when: value > 1, times: §2.0 }",
                        "expected a whole number from 1 to 10000, found `2.0`"),
                arguments(
                        "{ severity: minor, when: value > 1, for: §30 }",
                        "`30` has no unit; write 30s for seconds, or another of ms, m, h, d"),
                arguments(
                        "{ severity: minor, when: value > 1, for: §[30s] }",
                        "expected a duration such as 30s, found a list"),
                arguments(
                        "{ severity: minor, when: value > 1, for:§ }",
                        "expected a duration such as 30s, found nothing"),
                arguments("{ severity: minor, when: value > 1, §fro: 30s }", "unknown key `fro`; did you mean `for`?"),
                arguments(
                        "{ severity: minor, when: §{ value: 1 } }",
                        "expected a condition such as \"value > 80\", found a mapping"),
                arguments(
                        "{ severity: minor, §severity: minor, silent: 1m }",
                        "`severity` is given twice; the first is on line 5"),
                arguments(
                        "{ severity: minor, silent: 1m, §\"silent\": 2m }",
                        "`silent` is given twice; the first is on line 5"),
                arguments("{ severity: minor, silent: 1m, §[a]: 2m }", "a key is text"),
                arguments("{ severity: minor, silent: §0s }", "`silent` 0s is no span of time; make it longer"));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryThatIsWrongHasOneProblemAtItsPlace(String entry, String problem) {
        String line = "      - " + entry;
        assertThat(in(directory)
                        .with(
                                "rules.yaml",
                                "rules:\n  - id: a\n    metric: m\n    raise:\n" + line.replace("§", "") + "\n")
                        .check("rules.yaml"))
                .containsExactly("rules.yaml:5:" + (line.indexOf('§') + 1) + ": " + problem);
    }

    @Test
    void problemsWithinExpressionsPointIntoThem() {
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: plain
                                    metric: m
                                    raise:
                                      - severity: minor
                                        when: value >> 95
                                      - { severity: minor, when: "value >> 95" }
                                      - { severity: minor, when: 'value >> 95', until: "value > 80 and" }
                                      - severity: minor
                                        when: "v\\u0061lue >> 1"
                                      - severity: minor
                                        when: >-
                                          value > 80
                                          and oops(
                                      - severity: minor
                                        when: value > 80
                                          and oops(
                                """).check("rules.yaml"))
                .containsExactly(
                        "rules.yaml:6:22: a number or a metric is missing before `>`",
                        "rules.yaml:7:42: a number or a metric is missing before `>`",
                        "rules.yaml:8:42: a number or a metric is missing before `>`",
                        "rules.yaml:8:71: the expression ends where a number or a metric is missing",
                        "rules.yaml:10:15: a number or a metric is missing before `>`,"
                                + " at column 8 of the text, before `> 1`",
                        "rules.yaml:12:15: there is no function oops; there are rate, delta, previous, age,"
                                + " increase, resets, integral, duration, mean, min, max, stddev, sum, count,"
                                + " percentile, zscore, flatline, ewmean, ewzscore, abs, least, greatest, if,"
                                + " round, sqrt, ln, exp, pow,"
                                + " at column 16 of the text, before `oops(`",
                        "rules.yaml:16:15: there is no function oops; there are rate, delta, previous, age,"
                                + " increase, resets, integral, duration, mean, min, max, stddev, sum, count,"
                                + " percentile, zscore, flatline, ewmean, ewzscore, abs, least, greatest, if,"
                                + " round, sqrt, ln, exp, pow,"
                                + " at column 16 of the text, before `oops(`");
    }

    @Test
    void keysThatDoNotGoTogetherAreToldBesideValuesThatAreWrong() {
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: a
                                    metric: m
                                    raise:
                                      - { when: "value >", within: 10, times: 3, for: 1m, silent: 30 }
                                """).check("rules.yaml"))
                .containsExactly(
                        "rules.yaml:5:9: `severity` is missing",
                        "rules.yaml:5:11: `when` does not go with `silent`, which waits for no reading at all;"
                                + " use an entry of its own",
                        "rules.yaml:5:25: the expression ends where a number or a metric is missing",
                        "rules.yaml:5:28: `within` does not go with `silent`, which waits for no reading at all;"
                                + " use an entry of its own",
                        "rules.yaml:5:36: `10` has no unit; write 10s for seconds, or another of ms, m, h, d",
                        "rules.yaml:5:40: `times` does not go with `silent`, which waits for no reading at all;"
                                + " use an entry of its own",
                        "rules.yaml:5:50: `for` does not go with `silent`, which waits for no reading at all;"
                                + " use an entry of its own",
                        "rules.yaml:5:67: `30` has no unit; write 30s for seconds, or another of ms, m, h, d");
    }

    @Test
    void columnsCountCharactersAndNotTheirHalves() {
        assertThat(in(directory)
                        .with(
                                "rules.yaml",
                                "rules: [ { id: \"\uD83D\uDD25\", metric: \"\uD83D\uDD25\", raise: [ { severity: minor, when: \"value >> 1\" } ] } ]\n")
                        .check("rules.yaml"))
                .containsExactly("rules.yaml:1:76: a number or a metric is missing before `>`");
    }

    @Test
    void allProblemsOfAFileAreToldAtOnceInTheirOrder() {
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: a
                                    metric: [m]
                                    devices: ""
                                    raise: [ { severity: major, when: "value > 4", times: x } ]
                                    clear: 1m
                                    shadow: yes
                                  - metric: m
                                    raise: []
                                    mesage: hot
                                  - text
                                  - id: a
                                    raise: { severity: major, silent: 1m }
                                """).check("rules.yaml"))
                .containsExactly(
                        "rules.yaml:3:13: expected the name of a metric, found a list",
                        "rules.yaml:4:14: expected a pattern of device names such as boiler-* of 1 to 256 characters, found 0",
                        "rules.yaml:5:59: expected a whole number from 1 to 10000, found `x`",
                        "rules.yaml:6:12: expected a mapping such as { for: 1m }, found `1m`",
                        "rules.yaml:7:13: expected true or false, found `yes`",
                        "rules.yaml:8:5: `id` is missing",
                        "rules.yaml:10:5: unknown key `mesage`; did you mean `message`?",
                        "rules.yaml:11:5: expected a rule, a mapping, found `text`",
                        "rules.yaml:12:9: another rule has the id `a`, on line 2",
                        "rules.yaml:13:12: expected a list of entries such as { severity: major, when: \"value > 80\" }, found a mapping");
    }

    @Test
    void whatTheDomainFindsWrongWithARuleHasItsPlaceToo() {
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: a
                                    raise:
                                      - { severity: major, when: "value > 4" }
                                      - { severity: major, silent: 5m }
                                      - { severity: major, when: "1 > 4" }
                                      - { severity: major, when: "m > 4", times: 3, within: 500d }
                                    clear: { for: 400d }
                                    message: "{devic} is hot"
                                  - id: b
                                    raise: []
                                """).check("rules.yaml"))
                .containsExactly(
                        "rules.yaml:4:34: `when` reads value, but the rule has no metric that it could be;"
                                + " give it one, or name the metric here",
                        "rules.yaml:5:36: `silent` needs the rule's metric, whose readings it waits for;"
                                + " give the rule one",
                        "rules.yaml:6:34: `when` reads no metric, so no reading could change it;"
                                + " name a metric, or use value",
                        "rules.yaml:7:61: `within` 500d is longer than 366d, the longest there is",
                        "rules.yaml:8:19: `for` 400d is longer than 366d, the longest there is",
                        "rules.yaml:9:14: `message` has the unknown placeholder {devic}; did you mean {device}?",
                        "rules.yaml:11:12: `raise` has no entry; a rule needs one that says when to raise an alarm");
    }

    @Test
    void whatCanNeverBeMeantIsToldWithWhatToWriteInstead() {
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: states
                                    metric: state
                                    raise:
                                      - { severity: minor, when: "value == FAULT", until: "OFF != value" }
                                      - { severity: minor, when: "value == STATE_OK and value == `IDLE`" }
                                  - id: others
                                    metric: STATE_OK
                                    raise: [ { severity: minor, when: "not active" } ]
                                """).check("rules.yaml"))
                .containsExactly(
                        "rules.yaml:5:44: `FAULT` is no metric of these rules, and values are numbers: write the number"
                                + " that stands for the state; a metric of that name is put in backticks",
                        "rules.yaml:5:60: `OFF` is no metric of these rules, and values are numbers: write the number"
                                + " that stands for the state; a metric of that name is put in backticks");
        assertThat(in(directory).with("rules.yaml", """
                                rules:
                                  - id: booleans
                                    metric: state
                                    devices: "!host"
                                    raise: [ { severity: minor, when: "value == true" } ]
                                  - id: expressions
                                    metric: state
                                    devices: "boiler-[0-9]+"
                                    raise: [ { severity: minor, when: "active == false" } ]
                                """).check("rules.yaml"))
                .satisfiesExactly(
                        told -> assertThat(told).startsWith("rules.yaml:4:14: a pattern cannot exclude devices"),
                        told -> assertThat(told).startsWith("rules.yaml:5:49: `true` is no metric"),
                        told -> assertThat(told).startsWith("rules.yaml:8:14: this is a regular expression"),
                        told -> assertThat(told).startsWith("rules.yaml:9:50: `false` is no metric"));
    }

    @Test
    void aFileWithoutRulesIsWrong() {
        assertThat(in(directory).with("rules.yaml", "rules: []\n").check("rules.yaml"))
                .isEqualTo(List.of("rules.yaml:1:8: no rule here: give one or more"));
        assertThat(in(directory).with("rules.yaml", "rules:\n").check("rules.yaml"))
                .isEqualTo(
                        List.of("rules.yaml:1:7: expected a list of rules or the path of a rules file, found nothing"));
    }

    private static ConfigurationDirectory in(Path directory) {
        return new ConfigurationDirectory(directory);
    }
}
