package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.age;
import static io.vigie.domain.rule.Rules.duration;
import static io.vigie.domain.rule.Rules.exp;
import static io.vigie.domain.rule.Rules.flatline;
import static io.vigie.domain.rule.Rules.greatest;
import static io.vigie.domain.rule.Rules.ifElse;
import static io.vigie.domain.rule.Rules.increase;
import static io.vigie.domain.rule.Rules.integral;
import static io.vigie.domain.rule.Rules.least;
import static io.vigie.domain.rule.Rules.ln;
import static io.vigie.domain.rule.Rules.mean;
import static io.vigie.domain.rule.Rules.metric;
import static io.vigie.domain.rule.Rules.not;
import static io.vigie.domain.rule.Rules.number;
import static io.vigie.domain.rule.Rules.percentile;
import static io.vigie.domain.rule.Rules.pow;
import static io.vigie.domain.rule.Rules.previous;
import static io.vigie.domain.rule.Rules.resets;
import static io.vigie.domain.rule.Rules.round;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.sqrt;
import static io.vigie.domain.rule.Rules.value;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.CRITICAL;
import static io.vigie.domain.rule.Severity.MAJOR;
import static io.vigie.domain.rule.Severity.MINOR;
import static io.vigie.domain.rule.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Condition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRuleReadsAsInAFile() {
        Rule overheat = rule("boiler-overheat")
                .metric("temperature")
                .devices("boiler-*")
                .raise(CRITICAL, when("value > 95"))
                .raise(
                        WARNING,
                        when("value > 80").heldFor(Duration.ofSeconds(30)).until("value < 75"))
                .clearAfter(MINUTE)
                .message("{device} at {value} {unit}")
                .build();
        assertThat(overheat)
                .isEqualTo(new Rule(
                        new RuleId("boiler-overheat"),
                        Option.some(new Metric("temperature")),
                        new DevicePattern("boiler-*"),
                        List.of(
                                new RaiseEntry(CRITICAL, new Trigger.Immediately(value().above(95)), Option.none()),
                                new RaiseEntry(
                                        WARNING,
                                        new Trigger.HeldFor(value().above(80), Duration.ofSeconds(30)),
                                        Option.some(value().below(75)))),
                        MINUTE,
                        "{device} at {value} {unit}",
                        false));
    }

    @Test
    void everyTriggerCanBeWritten() {
        Rule rule = rule("r")
                .metric("m")
                .raise(MAJOR, when("value > 4").times(3))
                .raise(MINOR, when("value > 4").times(3).within(MINUTE))
                .raise(WARNING, silentFor(MINUTE).until("value > 1"))
                .shadow()
                .build();
        assertThat(rule.raise().map(RaiseEntry::trigger))
                .containsExactly(
                        new Trigger.Repeated(value().above(4), 3),
                        new Trigger.RepeatedWithin(value().above(4), 3, MINUTE),
                        new Trigger.Silent(MINUTE));
        assertThat(rule.shadow()).isTrue();
        assertThat(rule.devices()).isEqualTo(DevicePattern.EVERY);
        assertThat(rule.message()).isEqualTo(Rule.DEFAULT_MESSAGE);
        assertThat(rule.clearFor()).isZero();
    }

    @Test
    void conditionsCanBeBuiltInsteadOfWritten() {
        Condition built = mean("temperature", Duration.ofMinutes(10))
                .above(60)
                .and(metric("pressure").below(2).or(not(flatline(value(), MINUTE))))
                .and(value().plus(1).dividedBy(metric("pressure")).atMost(percentile(value(), 95, MINUTE)));
        assertThat(built)
                .hasToString("mean(temperature, 10m) > 60 and (pressure < 2 or not flatline(value, 1m))"
                        + " and (value + 1) / pressure <= percentile(value, 95, 1m)");
        assertThat(rule("r")
                        .metric("m")
                        .raise(MAJOR, when(built).until(built.negated()))
                        .build()
                        .raise())
                .containsExactly(new RaiseEntry(MAJOR, new Trigger.Immediately(built), Option.some(built.negated())));
    }

    @Test
    void soCanCallsOfTheOtherFunctions() {
        Condition built = increase(value(), MINUTE)
                .above(resets("m", MINUTE))
                .and(previous("m").below(age("p")))
                .and(integral("m", MINUTE).above(duration(value().above(1), MINUTE)))
                .and(least(value(), number(1)).below(greatest(metric("p"), number(2))))
                .and(ifElse(value().above(1), value(), number(0)).equalTo(round(sqrt(value()))))
                .and(ln(value()).below(exp(value())))
                .and(pow(value(), number(2)).above(previous(value())))
                .and(age(value()).below(increase("m", MINUTE)))
                .and(resets(value(), MINUTE).below(integral(value(), MINUTE)));
        assertThat(built)
                .hasToString("increase(value, 1m) > resets(m, 1m) and previous(m) < age(p)"
                        + " and integral(m, 1m) > duration(value > 1, 1m)"
                        + " and least(value, 1) < greatest(p, 2)"
                        + " and if(value > 1, value, 0) == round(sqrt(value))"
                        + " and ln(value) < exp(value) and pow(value, 2) > previous(value)"
                        + " and age(value) < increase(m, 1m) and resets(value, 1m) < integral(value, 1m)");
    }

    @Test
    void aDraftCanBeVaried() {
        RuleDraft draft = rule("r").metric("m");
        Rule major = draft.raise(MAJOR, when("value > 1")).build();
        Rule minor = draft.raise(MINOR, when("value > 1")).build();
        assertThat(major.raise()).hasSize(1);
        assertThat(minor.raise()).hasSize(1);
    }

    @Test
    void buildingTellsEveryDefectAndPointsIntoExpressions() {
        RuleDraft draft = rule("boiler-overheat")
                .raise(CRITICAL, when("value > 95 and -pressure"))
                .raise(WARNING, when("value > 80").times(0).until("1 = 2"))
                .raise(MINOR, silentFor(MINUTE).heldFor(MINUTE))
                .raise(MINOR, when("a > 1").heldFor(MINUTE).within(MINUTE))
                .raise(MINOR, when("value > 80").times(0))
                .message("{devices}");
        assertThatThrownBy(draft::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        Rule boiler-overheat is not valid.
                        raise[0].when: column 16: `-pressure` is a number; compare it with something, for example \
                        -pressure > 80
                          value > 95 and -pressure
                                         ^
                        raise[1].until: column 3: `=` is not used here; use == to compare
                          1 = 2
                            ^
                        raise[2].for: does not go with `silent`, which waits for no reading at all; use an entry of \
                        its own
                        raise[3].within: needs `times`: so many times within that span; for how long a condition \
                        lasts, write `for`
                        raise[4].when: reads value, but the rule has no metric that it could be; give it one, or name \
                        the metric here
                        raise[4].times: 0 is not from 1 to 10000
                        message: has the unknown placeholder {devices}; did you mean {device}?""");
    }

    @Test
    void namesOutOfRangeAreRefusedWhereTheyAreGiven() {
        assertThatThrownBy(() -> rule("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule("r").metric("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rule("r").devices("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBookOfRulesHasNoIdTwice() {
        Rule rule = rule("r").metric("m").raise(MAJOR, when("value > 1")).build();
        assertThat(rules(rule).rules()).containsExactly(rule);
        assertThatThrownBy(() -> rules(rule, rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        These rules make no book.
                        rules[1].id: r is the id of rules[0] already; give it another""");
    }
}
