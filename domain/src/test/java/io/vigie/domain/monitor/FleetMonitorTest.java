package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vigie.domain.rule.RuleBook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetMonitorTest {

    private static final RuleBook RULES = rules(
            rule("boilers")
                    .metric("temperature")
                    .devices("boiler-*")
                    .raise(MINOR, when("value > 1"))
                    .build(),
            rule("pumps")
                    .metric("pressure")
                    .devices("pump-*")
                    .raise(MINOR, when("value > 1"))
                    .build());

    private final FleetMonitor fleet = new FleetMonitor(RULES, TimePolicy.DEFAULT);

    @Test
    void devicesOfOneKindShareAMonitor() {
        assertThat(fleet.of("boiler-1")).isSameAs(fleet.of("boiler-2")).isNotSameAs(fleet.of("pump-1"));
    }

    @Test
    void aDeviceIsWatchedByTheRulesWhosePatternItMatches() {
        assertThat(fleet.of("boiler-1").metric("temperature")).isNotEqualTo(DeviceMonitor.UNREAD);
        assertThat(fleet.of("boiler-1").metric("pressure")).isEqualTo(DeviceMonitor.UNREAD);
        assertThat(fleet.of("fan-1").metric("temperature")).isEqualTo(DeviceMonitor.UNREAD);
    }

    @Test
    void manyThreadsGetTheSameMonitors() {
        assertThat(IntStream.range(0, 2_000)
                        .parallel()
                        .mapToObj(i -> fleet.of("boiler-" + i % 50))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void moreDevicesThanAreRememberedFindTheirMonitorsTooAndAgain() {
        DeviceMonitor boilers = fleet.of("boiler-1");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 210_000; i++) {
                assertSame(boilers, fleet.of("boiler-" + i));
            }
        }
    }
}
