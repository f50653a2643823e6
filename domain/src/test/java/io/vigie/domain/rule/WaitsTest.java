package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.List;
import io.vavr.control.Option;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitsTest {

    @Test
    void rulesThatHangOnReadingsAloneDoNotWait() {
        Rule instant = rule("instant")
                .metric("m")
                .raise(Severity.MINOR, when("mean(m, 5m) > 1"))
                .raise(Severity.MAJOR, when("value > 2").times(3))
                .raise(Severity.CRITICAL, when("value > 3").times(3).within(Duration.ofSeconds(9)))
                .build();

        assertThat(Waits.of(List.of(instant))).isEqualTo(Option.none());
        assertThat(Waits.of(List.empty())).isEqualTo(Option.none());
    }

    @Test
    void theShortestAndTheLongestOfAllRulesCount() {
        Rule held = rule("held")
                .metric("m")
                .raise(Severity.MINOR, when("value > 1").heldFor(Duration.ofSeconds(30)))
                .clearAfter(Duration.ofSeconds(20))
                .build();
        Rule silent = rule("silent")
                .metric("m")
                .raise(Severity.MINOR, Rules.silentFor(Duration.ofHours(2)))
                .build();

        assertThat(Waits.of(List.of(held, silent)))
                .isEqualTo(Option.some(new Waits(Duration.ofSeconds(20), Duration.ofHours(2))));
        assertThat(Waits.of(List.of(silent)))
                .isEqualTo(Option.some(new Waits(Duration.ofHours(2), Duration.ofHours(2))));
    }
}
