package io.vigie.bootstrap.configuration.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.bootstrap.configuration.ConfigurationDirectory;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.Ending;
import io.vigie.domain.rule.RaiseEntry;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.rule.Trigger;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.language.ExpressionParser;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

    @TempDir
    Path directory;

    @Test
    void theExampleOfTheContractIsReadWordForWord() {
        ConfigurationDirectory files = new ConfigurationDirectory(directory).with("rules.yaml", """
                        rules:
                          - id: boiler-overheat
                            metric: temperature
                            devices: "boiler-*"                       # a glob; default every device
                            raise:                                    # the most severe that holds wins
                              - { severity: critical, when: "value > 95" }
                              - { severity: warning,  when: "value > 80", for: 30s, until: "value < 75" }
                            clear: { for: 1m }
                            message: "{device} at {value} {unit}"
                          - id: burst
                            metric: vibration
                            raise: [ { severity: major, when: "value > 4", times: 3, within: 10s } ]
                          - id: drifting
                            devices: "pump-*"                         # no metric: the expression names the metrics it reads, of one device
                            raise: [ { severity: minor, when: "mean(temperature, 10m) > 60 and pressure < 2" } ]
                          - id: silent
                            metric: temperature
                            raise: [ { severity: major, silent: 10m } ]
                        """);
        assertThat(files.check("rules.yaml")).containsExactly("ok, 4 rules");
        assertThat(files.rules("rules.yaml").rules())
                .containsExactly(
                        new Rule(
                                new RuleId("boiler-overheat"),
                                Option.some(new Metric("temperature")),
                                new DevicePattern("boiler-*"),
                                List.of(
                                        new RaiseEntry(
                                                Severity.CRITICAL,
                                                new Trigger.Immediately(condition("value > 95")),
                                                Option.none()),
                                        new RaiseEntry(
                                                Severity.WARNING,
                                                new Trigger.HeldFor(condition("value > 80"), Duration.ofSeconds(30)),
                                                Option.some(condition("value < 75")))),
                                Duration.ofMinutes(1),
                                "{device} at {value} {unit}",
                                false),
                        new Rule(
                                new RuleId("burst"),
                                Option.some(new Metric("vibration")),
                                DevicePattern.EVERY,
                                List.of(new RaiseEntry(
                                        Severity.MAJOR,
                                        new Trigger.RepeatedWithin(condition("value > 4"), 3, Duration.ofSeconds(10)),
                                        Option.none())),
                                Duration.ZERO,
                                Rule.DEFAULT_MESSAGE,
                                false),
                        new Rule(
                                new RuleId("drifting"),
                                Option.none(),
                                new DevicePattern("pump-*"),
                                List.of(new RaiseEntry(
                                        Severity.MINOR,
                                        new Trigger.Immediately(
                                                condition("mean(temperature, 10m) > 60 and pressure < 2")),
                                        Option.none())),
                                Duration.ZERO,
                                Rule.DEFAULT_MESSAGE,
                                false),
                        new Rule(
                                new RuleId("silent"),
                                Option.some(new Metric("temperature")),
                                DevicePattern.EVERY,
                                List.of(new RaiseEntry(
                                        Severity.MAJOR, new Trigger.Silent(Duration.ofMinutes(10)), Option.none())),
                                Duration.ZERO,
                                Rule.DEFAULT_MESSAGE,
                                false));
    }

    @Test
    void aCountWithoutASpanAndARuleOnTrialAreRead() {
        Rule rule = new ConfigurationDirectory(directory)
                .with("rules.yaml", """
                        rules:
                          - id: 7
                            metric: 'oil temperature'
                            raise: [ { severity: minor, when: 'value > 81.5', times: "2" } ]
                            shadow: true
                        """)
                .rules("rules.yaml")
                .rules()
                .head();
        assertThat(rule.id()).isEqualTo(new RuleId("7"));
        assertThat(rule.shadow()).isTrue();
        assertThat(rule.raise().head().trigger()).isEqualTo(new Trigger.Repeated(condition("value > 81.5"), 2));
    }

    @Test
    void theEndingsOfEntriesAreRead() {
        assertThat(new ConfigurationDirectory(directory)
                        .with("rules.yaml", """
                        rules:
                          - id: endings
                            metric: temperature
                            raise:
                              - { severity: minor, when: "value == 1", holds: 10m }
                              - { severity: minor, when: "value > 4", times: 3, holds: 1h, undefined: keep }
                              - { severity: minor, when: "value > 80", until: { when: "value < 75", for: 5m } }
                              - { severity: minor, silent: 10m, until: "value < 75" }
                        """)
                        .rules("rules.yaml")
                        .rules()
                        .head()
                        .raise())
                .containsExactly(
                        new RaiseEntry(
                                Severity.MINOR,
                                new Trigger.Immediately(condition("value == 1")),
                                Option.some(new Ending.Holds(Duration.ofMinutes(10))),
                                false),
                        new RaiseEntry(
                                Severity.MINOR,
                                new Trigger.Repeated(condition("value > 4"), 3),
                                Option.some(new Ending.Holds(Duration.ofHours(1))),
                                true),
                        new RaiseEntry(
                                Severity.MINOR,
                                new Trigger.Immediately(condition("value > 80")),
                                Option.some(new Ending.Until(condition("value < 75"), Duration.ofMinutes(5))),
                                false),
                        new RaiseEntry(
                                Severity.MINOR,
                                new Trigger.Silent(Duration.ofMinutes(10)),
                                Option.some(new Ending.Until(condition("value < 75"), Duration.ZERO)),
                                false));
    }

    private static Condition condition(String text) {
        return ExpressionParser.parse(text).get();
    }
}
