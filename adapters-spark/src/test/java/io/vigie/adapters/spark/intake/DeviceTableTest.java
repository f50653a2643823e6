package io.vigie.adapters.spark.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.decoding.Slice;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.rule.RuleBook;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeviceTableTest {

    private static Slice name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Slice name = new Slice();
        name.set(bytes, 0, bytes.length);
        return name;
    }

    @Test
    void aDeviceIsKeptUntilThereAreTooMany() {
        DeviceTable<Object> devices = new DeviceTable<>(RuleBook.EMPTY, (device, checks) -> new Object());
        Object first = devices.of(name("first"));
        for (int i = 1; i < 100_000; i++) {
            devices.of(name("device-" + i));
        }
        devices.bound();
        assertThat(devices.of(name("first"))).isSameAs(first);

        devices.of(name("one too many"));
        devices.bound();

        assertThat(devices.all()).isEmpty();
        assertThat(devices.of(name("first"))).isNotSameAs(first);
    }

    @Test
    void soItIsWithMetrics() {
        DeviceTable<ViolationCheck> devices = new DeviceTable<>(RuleBook.EMPTY, (device, checks) -> {
            ViolationCheck last = checks.apply("metric");
            for (int i = 0; i < 1_000_000; i++) {
                last = checks.apply("metric");
            }
            return last;
        });
        devices.of(name("device"));

        devices.bound();

        assertThat(devices.all()).isEmpty();
    }
}
