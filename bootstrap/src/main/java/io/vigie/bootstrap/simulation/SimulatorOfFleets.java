package io.vigie.bootstrap.simulation;

import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.bootstrap.command.FleetSimulator;
import java.io.PrintWriter;

/** Simulates to wherever it is told to. */
public final class SimulatorOfFleets implements FleetSimulator {

    @Override
    public int simulate(Order order, PrintWriter out) {
        FleetSpec fleet;
        try {
            fleet = FleetSpec.of(order.devices(), order.readings(), order.seed())
                    .withStart(order.start())
                    .withMalformedShare(order.malformedShare());
        } catch (IllegalArgumentException e) {
            throw new PipelineRefused(String.valueOf(e.getMessage()), e);
        }
        return order.target().interpret(new Target.Algebra<>() {
            @Override
            public Integer files(Files target) {
                return DirectorySimulator.simulate(fleet, target.directory(), out);
            }

            @Override
            public Integer topic(Topic target) {
                return TopicSimulator.simulate(fleet, target.topic(), target.labels(), out);
            }
        });
    }
}
