package io.vigie.domain.monitor;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RuleStandingTest {

    private static final Rule RULE = rule("hot")
            .metric("temperature")
            .raise(
                    Severity.WARNING,
                    when("value > 80").heldFor(Duration.ofSeconds(30)).until("value < 70"))
            .raise(Severity.MINOR, when("value > 90").times(3).within(Duration.ofSeconds(20)))
            .raise(Severity.MAJOR, silentFor(Duration.ofHours(1)))
            .clearAfter(Duration.ofMinutes(1))
            .build();

    private final MonitoredDevice device =
            new FleetMonitor(rules(RULE), TimePolicy.DEFAULT).newDevice(new DeviceId("boiler-1"), transition -> {});

    private RuleStanding after(int second, double value) {
        Messages.send(device, "temperature", value, second * 1_000_000L);
        return device.inspection().standing(RULE.id()).get();
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    @Test
    void aRuleThatHasSeenNothingStandsStill() {
        RuleStanding standing = device.inspection().standing(RULE.id()).get();
        assertThat(standing.severity()).isEmpty();
        assertThat(standing.raisedAt()).isEmpty();
        assertThat(standing.clearingSince()).isEmpty();
        assertThat(standing.entries())
                .hasSize(3)
                .allMatch(
                        entry -> !entry.met() && !entry.holds() && entry.since().isEmpty() && entry.count() == 0);
    }

    @Test
    void aRunASilenceAndACountAreToldWhileTheyLast() {
        RuleStanding pending = after(10, 95);
        assertThat(pending.severity()).isEmpty();
        assertThat(pending.entries().get(0).since()).contains(at(10));
        assertThat(pending.entries().get(1).count()).isEqualTo(1);
        assertThat(pending.entries().get(2).since()).contains(at(10));
        assertThat(after(20, 95).entries().get(1).count()).isEqualTo(2);
        assertThat(after(35, 85).entries().get(1).count())
                .as("the first is no longer within 20s")
                .isEqualTo(1);
    }

    @Test
    void anAlarmIsToldFromItsRaisingThroughItsHysteresisToItsClearing() {
        after(0, 85);
        RuleStanding raised = after(30, 85);
        assertThat(raised.severity()).contains(Severity.WARNING);
        assertThat(raised.raisedAt()).contains(at(30));
        assertThat(raised.entries().get(0).met()).isTrue();
        RuleStanding held = after(40, 75);
        assertThat(held.entries().get(0).met()).isFalse();
        assertThat(held.entries().get(0).holds()).isTrue();
        RuleStanding clearing = after(50, 60);
        assertThat(clearing.severity()).contains(Severity.WARNING);
        assertThat(clearing.clearingSince()).contains(at(50));
        assertThat(after(111, 60).severity()).isEmpty();
    }

    @Test
    void anotherDevicesRuleStandsNowhereHere() {
        assertThat(device.inspection().standing(new RuleId("other"))).isEmpty();
    }
}
