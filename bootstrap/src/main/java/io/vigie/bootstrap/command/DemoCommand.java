package io.vigie.bootstrap.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: all there is at work, in under a minute. */
@Command(
        name = "demo",
        description = "Simulates a small fleet with known faults, runs the shipped rules over it into Delta tables,"
                + " and prints what was read, rejected, raised and cleared.")
final class DemoCommand implements Callable<Integer> {

    private final Supplier<Demonstration> demonstration;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "vigie-demo",
            description = "Where its files and tables go (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("");

    DemoCommand(Supplier<Demonstration> demonstration) {
        this.demonstration = demonstration;
    }

    @Override
    public Integer call() {
        Demonstration found = demonstration.get();
        return Failure.guard(
                spec,
                Redaction.NONE,
                () -> found.show(directory, spec.commandLine().getOut()));
    }
}
