package io.vigie.bootstrap.simulation;

import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.SimulateFleet;
import io.vigie.bootstrap.command.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;

/** Simulates into a directory. */
public final class DirectorySimulator {

    private DirectorySimulator() {}

    /** Simulates this fleet. */
    public static int simulate(FleetSpec fleet, Path directory, PrintWriter out) {
        return TelemetryDirectory.create(directory, Clock.systemUTC())
                .fold(
                        problem -> {
                            throw new PipelineRefused(problem);
                        },
                        telemetry -> {
                            try (telemetry) {
                                SimulateFleet simulation = new FleetSimulation(telemetry);
                                SimulationReport.tell(simulation.simulate(fleet), directory.toString(), out);
                                out.println("  labels in " + directory.resolve(LabelFile.NAME));
                                out.flush();
                                return ExitStatus.DONE;
                            }
                        });
    }
}
