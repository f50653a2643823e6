package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.rows.NameTable;
import io.vigie.application.decoding.Slice;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.rule.RuleBook;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is kept of devices while messages are taken, found by their names, with the checks of their metrics. It begins anew
 * when it has grown large: senders may invent a million devices in one file. For one thread.
 *
 * @param <D> what is kept of a device
 */
final class DeviceTable<D> {

    private static final int MOST_DEVICES = 100_000;
    private static final int MOST_METRICS = 1_000_000;
    private static final int ROOM = 1024;

    private final Violations violations;
    private final BiFunction<String, Function<String, ViolationCheck>, D> newDevice;
    private NameTable<D> devices;
    private int metrics;

    /**
     * An empty one.
     *
     * @param newDevice makes what is kept of a device, of its name and what makes the checks of its metrics
     */
    DeviceTable(RuleBook rules, BiFunction<String, Function<String, ViolationCheck>, D> newDevice) {
        violations = new Violations(rules);
        this.newDevice = newDevice;
        devices = noDevices();
    }

    private NameTable<D> noDevices() {
        return new NameTable<>(ROOM, this::added);
    }

    private D added(Slice name) {
        String device = name.toString();
        return newDevice.apply(device, metric -> check(device, metric));
    }

    private ViolationCheck check(String device, String metric) {
        metrics++;
        return violations.check(device, metric);
    }

    D of(Slice name) {
        return devices.of(name);
    }

    List<D> all() {
        return devices.all();
    }

    /** Begins anew where it is too large: nothing that is wanted is to be left in it. */
    void bound() {
        if (devices.all().size() > MOST_DEVICES || metrics > MOST_METRICS) {
            metrics = 0;
            devices = noDevices();
        }
    }
}
