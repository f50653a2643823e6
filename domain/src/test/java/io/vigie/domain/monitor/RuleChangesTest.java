package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.HashMap;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleChangesTest {

    private static Rule hot(String condition) {
        return rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when(condition))
                .build();
    }

    private static final Rule WET = rule("wet")
            .metric("humidity")
            .raise(Severity.MINOR, when("value > 90"))
            .build();

    @Test
    void rulesAreKnownByTheirIds() {
        RuleChanges changes = RuleChanges.between(rules(hot("value > 80")), rules(WET));

        assertThat(changes).hasToString("added wet; removed hot");
    }

    @Test
    void aChangedLimitKeepsWhatWasRemembered() {
        RuleChanges changes = RuleChanges.between(rules(hot("value > 80"), WET), rules(WET, hot("value > 70")));

        assertThat(changes).hasToString("changed hot");
        assertThat(changes.startingAfresh()).isEmpty();
    }

    @Test
    void aRuleThatReadsSomethingElseStartsAfresh() {
        RuleChanges another = RuleChanges.between(rules(hot("value > 80")), rules(hot("value > 80 and pressure > 1")));
        RuleChanges held = RuleChanges.between(
                rules(hot("value > 80")),
                rules(rule("hot")
                        .metric("temperature")
                        .raise(Severity.MAJOR, when("value > 80").heldFor(Duration.ofSeconds(1)))
                        .build()));

        assertThat(another).hasToString("changed hot; hot starts afresh");
        assertThat(held).hasToString("changed hot; hot starts afresh");
    }

    @Test
    void alarmsThatAreForgottenWithTheirRuleAreCounted() {
        RuleChanges removed = RuleChanges.between(rules(hot("value > 80"), WET), RuleBook.EMPTY)
                .whileActive(HashMap.of(new RuleId("hot"), 3L, new RuleId("wet"), 0L));
        RuleChanges afresh = RuleChanges.between(rules(hot("value > 80")), rules(hot("pressure > 1")))
                .whileActive(HashMap.of(new RuleId("hot"), 1L));
        RuleChanges kept = RuleChanges.between(rules(hot("value > 80")), rules(hot("value > 70")))
                .whileActive(HashMap.of(new RuleId("hot"), 1L));

        assertThat(removed).hasToString("removed hot (3 active alarms are forgotten), wet");
        assertThat(afresh).hasToString("changed hot; hot (1 active alarm is forgotten) starts afresh");
        assertThat(kept).hasToString("changed hot");
    }

    @Test
    void anotherOrderIsNoChange() {
        RuleChanges changes = RuleChanges.between(rules(hot("value > 80"), WET), rules(WET, hot("value > 80")));

        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes).hasToString("no rule changed");
        assertThat(RuleChanges.between(RuleBook.EMPTY, rules(WET)).isEmpty()).isFalse();
    }
}
