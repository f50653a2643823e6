package io.vigie.application.simulation;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.vavr.collection.List;
import io.vavr.collection.Seq;

/** The fleet of the demo: for each of its rules a fault that the rule finds, and nothing else that any of them would. */
final class DemoFleet {

    static final FleetSpec SPEC =
            FleetSpec.of(40, 160_000, 7).withInterval(ofMinutes(1)).withFaults(new FaultPlan.Known(faults()));

    private DemoFleet() {}

    private static Seq<PlannedFault> faults() {
        return List.of(
                PlannedFault.of("boiler-3", "temperature", FaultKind.OVERHEATING, ofHours(6), ofMinutes(50), 38),
                PlannedFault.of("boiler-7", "temperature", FaultKind.OVERHEATING, ofHours(15), ofMinutes(40), 20),
                PlannedFault.of("boiler-5", "pressure", FaultKind.DRIFT, ofHours(22), ofHours(3), -1.1),
                PlannedFault.of("pump-4", "pressure", FaultKind.DRIFT, ofHours(9), ofHours(5), -3),
                PlannedFault.of("pump-2", "vibration", FaultKind.VIBRATION, ofHours(11), ofMinutes(2), 6),
                PlannedFault.of("fan-2", "vibration", FaultKind.VIBRATION, ofHours(20), ofSeconds(90), 6),
                PlannedFault.of("chiller-1", "temperature", FaultKind.OVERHEATING, ofHours(17), ofMinutes(90), 10),
                PlannedFault.of("tank-1", "level", FaultKind.DRIFT, ofHours(4), ofHours(8), -65),
                PlannedFault.of("climate-1", "temperature", FaultKind.SPIKE, ofHours(16), ZERO, 24),
                PlannedFault.silence("meter-3", ofHours(13), ofMinutes(45)),
                PlannedFault.silence("climate-4", ofHours(24), ofHours(1)));
    }
}
