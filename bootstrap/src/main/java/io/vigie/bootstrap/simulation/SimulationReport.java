package io.vigie.bootstrap.simulation;

import io.vigie.application.simulation.SimulationSummary;
import java.io.PrintWriter;
import java.util.Locale;

/** What was simulated, for a person. */
final class SimulationReport {

    private SimulationReport() {}

    static void tell(SimulationSummary summary, String where, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "simulated %,d messages of %,d devices in %s: %,d readings, %,d bad messages, %,d labelled faults%n",
                summary.messages(),
                summary.devices(),
                where,
                summary.good(),
                summary.messages() - summary.good(),
                summary.faults().values().sum().longValue());
        summary.firstEventTime()
                .forEach(first -> out.println(
                        "  from " + first + " to " + summary.lastEventTime().get()));
    }
}
