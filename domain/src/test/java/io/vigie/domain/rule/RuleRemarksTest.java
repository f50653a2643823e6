package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleRemarksTest {

    private static Rule ruleOf(String condition) {
        return rule("r").metric("m").raise(Severity.MINOR, when(condition)).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age(value) > 60",
                "age(m) > 60 and value < 1",
                "abs(if(age(value) > 1, value, 0)) > 3",
                "duration(age(value) > 1, 1h) > 60",
                "other > 1 and duration(age(other) > 1, 1h) > 60"
            })
    void tellThatAnAgeIsAlwaysZero(String condition) {
        assertThat(RuleRemarks.of(ruleOf(condition))).singleElement().asString().contains("raise[0]", "is always 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "age(other) > 60",
                "age(value) > 60 and other > 1",
                "duration(age(value) > 1 and other > 1, 1h) > 60",
                "value > 1"
            })
    void tellNothingWhereItNeedNotBe(String condition) {
        assertThat(RuleRemarks.of(ruleOf(condition))).isEmpty();
    }

    @Test
    void lookAtUntilToo() {
        Rule rule = rule("r")
                .metric("m")
                .raise(Severity.MINOR, when("value > 1"))
                .raise(Severity.MAJOR, when("value > 2").until("age(value) > 5"))
                .build();
        assertThat(RuleRemarks.of(rule))
                .containsExactly(new RuleDefect(
                        "raise[1]",
                        "age(value) is always 0, since it is looked at on readings of that metric alone: let the"
                                + " condition read another metric too, or say `silent`"));
    }
}
