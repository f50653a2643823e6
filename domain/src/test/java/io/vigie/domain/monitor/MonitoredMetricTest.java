package io.vigie.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleBook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitoredMetricTest {

    private final MonitoredDevice device =
            new FleetMonitor(RuleBook.EMPTY, TimePolicy.DEFAULT).newDevice(new DeviceId("d"), transition -> {});

    @Test
    void isToldFromOthersByItsMarkWhereNothingIsKeptOfIt() {
        assertThat(IntStream.range(0, 20_000)
                        .mapToDouble(i -> device.metric("metric-" + i).mark()))
                .doesNotHaveDuplicates()
                .allMatch(mark -> mark >= 1 && mark < 2);
        assertThat(device.metric("pressure").mark())
                .isEqualTo(device.metric("pressure").mark());
    }

    /** Readings that wait have it in the state. */
    @Test
    void hasTheSameMarkInEveryVersion() {
        assertThat(device.metric("pressure").mark()).isEqualTo(1.2662828796621082);
    }
}
