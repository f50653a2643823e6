package io.vigie.bootstrap.benchmark.yardstick.rival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {

    private final DeviceMemory memory = new DeviceMemory("sensor-0", "temperature", 23);
    private final List<AlarmChange> changes = new ArrayList<>();

    private List<String> story() {
        return changes.stream()
                .map(change -> change.getEventTime().toEpochMilli() + " " + change.getRuleId() + " "
                        + change.getTransition() + " " + change.getValue())
                .toList();
    }

    private void take(long time, double value) {
        memory.take(time, value, changes);
    }

    @Test
    void aHighValueIsHeldFromItsDeadlineOnHoweverThatIsFound() {
        take(1_000, 24);
        take(9_000, 22);

        assertThat(story()).containsExactly("6000 temperature-held raised 24.0", "9000 temperature-held cleared 22.0");
    }

    @Test
    void aReadingOfTheInstantOfTheDeadlineIsLookedAtFirst() {
        take(1_000, 24);
        take(6_000, 22);
        take(7_000, 24);
        take(12_000, 25);

        assertThat(story()).containsExactly("12000 temperature-held raised 25.0");
    }

    @Test
    void aLateReadingCountsForNothing() {
        take(1_000, 24);
        take(3_000, 24.5);
        take(2_000, 22);
        take(8_000, 24);

        assertThat(story()).containsExactly("6000 temperature-held raised 24.5");
    }

    @Test
    void anAnomalyBeginsFarFromTheMeanAndEndsNearIt() {
        for (int i = 0; i < 30; i++) {
            take(i * 1_000L, 20 + i % 2);
        }
        take(30_000, 10);
        take(31_000, 20);

        assertThat(story())
                .containsExactly("30000 temperature-anomaly raised 10.0", "31000 temperature-anomaly cleared 20.0");
    }
}
