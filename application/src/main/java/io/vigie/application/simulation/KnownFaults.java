package io.vigie.application.simulation;

import io.vavr.collection.Seq;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** The faults of a plan, each device's in their order. */
final class KnownFaults implements FaultSource {

    private final Map<String, Queue<PlannedFault>> byDevice = new HashMap<>();

    /**
     * @param devices how many the fleet has
     * @throws IllegalArgumentException when the fleet has not what the plan names
     */
    KnownFaults(Seq<PlannedFault> plan, int devices) {
        for (PlannedFault fault : plan.sorted(Comparator.comparing(PlannedFault::after))) {
            byDevice.computeIfAbsent(fault.device(), device -> new ArrayDeque<>())
                    .add(fault);
        }
        int found = 0;
        for (int i = 0; i < devices && found < byDevice.size(); i++) {
            Queue<PlannedFault> faults = byDevice.get(DeviceKind.nameAt(i));
            if (faults != null) {
                found++;
                for (PlannedFault fault : faults) {
                    sensorOf(fault, DeviceKind.at(i).metrics());
                }
            }
        }
        if (found < byDevice.size()) {
            throw new IllegalArgumentException("A fleet of " + devices
                    + " devices lacks some of those that faults are planned for: "
                    + String.join(", ", byDevice.keySet().stream().sorted().toList())
                    + ". Plan faults for its own devices, such as " + DeviceKind.nameAt(0) + ".");
        }
    }

    @Override
    public Episode next(Device device, long after) {
        Queue<PlannedFault> faults = byDevice.get(device.name());
        PlannedFault fault = faults == null ? null : faults.poll();
        if (fault == null) {
            return Episode.NEVER;
        }
        return new Episode(
                fault.kind(),
                sensorOf(fault, device.kind().metrics()),
                Math.max(after, fault.after().toMillis()),
                fault.lasting().toMillis(),
                fault.size());
    }

    private static int sensorOf(PlannedFault fault, List<MetricModel> metrics) {
        if (fault.metric().isEmpty()) {
            return Episode.WHOLE_DEVICE;
        }
        List<String> names = metrics.stream().map(MetricModel::name).toList();
        int sensor = names.indexOf(fault.metric().get());
        if (sensor < 0) {
            throw new IllegalArgumentException(fault.device() + " does not measure "
                    + fault.metric().get() + ", for which a fault is planned; it measures " + String.join(", ", names)
                    + ".");
        }
        return sensor;
    }
}
