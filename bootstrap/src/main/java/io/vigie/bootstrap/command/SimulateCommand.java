package io.vigie.bootstrap.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: telemetry to try things on. */
@Command(name = "simulate", description = "Writes deterministic telemetry with labelled faults.")
final class SimulateCommand implements Callable<Integer> {

    private final Supplier<FleetSimulator> simulator;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--devices", paramLabel = "N", required = true, description = "How many devices.")
    private int devices;

    @Option(names = "--readings", paramLabel = "N", required = true, description = "How many readings in all.")
    private long readings;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same telemetry (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Where the files go.")
    private Path directory = Path.of("");

    @Option(
            names = "--malformed",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Which share of the messages is bad, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double malformedShare;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            defaultValue = "2026-01-01T00:00:00Z",
            description = "The event time it starts at (default: ${DEFAULT-VALUE}).")
    private Instant start = Instant.EPOCH;

    SimulateCommand(Supplier<FleetSimulator> simulator) {
        this.simulator = simulator;
    }

    @Override
    public Integer call() {
        positive("--devices", devices);
        positive("--readings", readings);
        FleetSimulator.Order order =
                new FleetSimulator.Order(devices, readings, seed, malformedShare, start, directory);
        FleetSimulator found = simulator.get();
        return Failure.guard(
                spec,
                Redaction.NONE,
                () -> found.simulate(order, spec.commandLine().getOut()));
    }

    private void positive(String option, long value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " is 1 or more, not " + value);
        }
    }
}
