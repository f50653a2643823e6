package io.vigie.bootstrap.simulation;

import io.vigie.application.fleet.FleetSpec;
import io.vigie.application.fleet.SimulationSummary;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.command.FleetSimulator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** Simulates into a directory. */
public final class DirectorySimulator implements FleetSimulator {

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
        return simulate(fleet, order.directory(), out);
    }

    /** Simulates this fleet. */
    public static int simulate(FleetSpec fleet, Path directory, PrintWriter out) {
        return TelemetryDirectory.create(directory, Clock.systemUTC())
                .fold(
                        problem -> {
                            throw new PipelineRefused(problem);
                        },
                        telemetry -> {
                            try (telemetry) {
                                tell(new FleetSimulation(telemetry).simulate(fleet), directory, out);
                                return ExitStatus.DONE;
                            }
                        });
    }

    private static void tell(SimulationSummary summary, Path directory, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "simulated %,d messages of %,d devices in %s: %,d readings, %,d bad messages, %,d labelled faults%n",
                summary.messages(),
                summary.devices(),
                directory,
                summary.good(),
                summary.messages() - summary.good(),
                summary.faults().values().sum().longValue());
        summary.firstEventTime()
                .forEach(first -> out.println(
                        "  from " + first + " to " + summary.lastEventTime().get()));
        out.println("  labels in " + directory.resolve("_labels.jsonl"));
        out.flush();
    }
}
