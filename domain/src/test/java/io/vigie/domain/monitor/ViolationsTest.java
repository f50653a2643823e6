package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ViolationsTest {

    private final Violations violations = new Violations(rules(
            rule("hot")
                    .metric("temperature")
                    .raise(MAJOR, when("value > 90"))
                    .raise(MINOR, when("value > 80"))
                    .build(),
            rule("held")
                    .metric("temperature")
                    .raise(MINOR, when("value > 85").heldFor(Duration.ofHours(1)))
                    .build(),
            rule("pumps")
                    .metric("temperature")
                    .devices("pump-*")
                    .raise(MINOR, when("value > 0"))
                    .build(),
            rule("either")
                    .raise(MINOR, when("temperature > 95 or pressure > 3"))
                    .build(),
            rule("both").raise(MINOR, when("temperature > 0 and pressure > 0")).build(),
            rule("history")
                    .metric("temperature")
                    .raise(MINOR, when("mean(value, 1m) > 0"))
                    .build(),
            rule("still")
                    .metric("temperature")
                    .raise(MINOR, when("not flatline(value, 1m)"))
                    .build(),
            rule("choice")
                    .metric("temperature")
                    .raise(MINOR, when("if(value > 97, value - 90, pressure) > 8"))
                    .build(),
            rule("duration")
                    .metric("temperature")
                    .raise(MINOR, when("duration(value > 0, 1m) >= 0 or age(value) >= 0 or resets(value, 1m) >= 0"))
                    .build(),
            rule("silent")
                    .metric("temperature")
                    .raise(MINOR, silentFor(Duration.ofHours(1)))
                    .build()));

    @Test
    void areTheRulesWhoseConditionTheReadingMeetsByItself() {
        ViolationCheck check = violations.check("boiler-1", "temperature");
        assertThat(check.violatedBy(80)).isEmpty();
        assertThat(check.violatedBy(81)).containsExactly("hot");
        assertThat(check.violatedBy(91)).containsExactly("hot", "held");
        assertThat(check.violatedBy(96)).containsExactly("hot", "held", "either");
        assertThat(check.violatedBy(98)).containsExactly("hot", "held", "either");
        assertThat(check.violatedBy(99)).containsExactly("hot", "held", "either", "choice");
        assertThat(violations.check("boiler-1", "pressure").violatedBy(4)).containsExactly("either");
    }

    @Test
    void areOfTheRulesThatWatchTheDevice() {
        assertThat(violations.check("pump-1", "temperature").violatedBy(81)).containsExactly("hot", "pumps");
        assertThat(violations.check("boiler-1", "humidity").violatedBy(81)).isEmpty();
    }

    @Test
    void giveTheSameListForTheSameRules() {
        ViolationCheck check = violations.check("boiler-1", "temperature");
        assertThat(check.violatedBy(91)).isSameAs(check.violatedBy(92));
    }
}
