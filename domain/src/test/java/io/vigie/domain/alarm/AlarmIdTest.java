package io.vigie.domain.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmIdTest {

    private static final RuleId RULE = new RuleId("hot");
    private static final DeviceId DEVICE = new DeviceId("boiler-1");
    private static final Instant RAISED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isTheSameForTheSameRaising() {
        assertThat(AlarmId.of(RULE, DEVICE, RAISED)).isNotNull().isEqualTo(AlarmId.of(RULE, DEVICE, RAISED));
    }

    @Test
    void isAnotherForAnotherRuleDeviceOrTime() {
        assertThat(AlarmId.of(RULE, DEVICE, RAISED))
                .isNotEqualTo(AlarmId.of(new RuleId("cold"), DEVICE, RAISED))
                .isNotEqualTo(AlarmId.of(RULE, new DeviceId("boiler-2"), RAISED))
                .isNotEqualTo(AlarmId.of(RULE, DEVICE, RAISED.plusNanos(1_000)));
    }

    @Test
    void isWrittenAsItsText() {
        AlarmId id = AlarmId.of(RULE, DEVICE, RAISED);
        assertThat(id).hasToString(id.value());
        assertThat(id.value()).isNotBlank();
    }
}
