package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void theEarliestDeviceIsAlwaysNextAndEqualTimesComeInTheOrderOfTheDevices() {
        SeededRandom random = new SeededRandom(5, 1);
        long[] times = new long[37];
        for (int i = 0; i < times.length; i++) {
            times[i] = random.below(20);
        }
        Schedule schedule = new Schedule(times.clone());
        for (int step = 0; step < 5_000; step++) {
            int earliest = 0;
            for (int i = 1; i < times.length; i++) {
                if (times[i] < times[earliest]) {
                    earliest = i;
                }
            }
            assertThat(schedule.device()).isEqualTo(earliest);
            assertThat(schedule.time()).isEqualTo(times[earliest]);
            times[earliest] += random.below(30);
            schedule.reschedule(times[earliest]);
        }
    }
}
