package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.when;
import static io.vigie.domain.rule.Severity.MINOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vigie.domain.reading.DeviceId;
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
        assertThat(reads("boiler-1", "temperature")).isTrue();
        assertThat(reads("boiler-1", "pressure")).isFalse();
        assertThat(reads("fan-1", "temperature")).isFalse();
    }

    private boolean reads(String device, String metric) {
        return fleet.newDevice(new DeviceId(device), transition -> {})
                .metric(metric)
                .isRead();
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
