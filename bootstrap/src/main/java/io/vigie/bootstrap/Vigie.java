package io.vigie.bootstrap;

import io.vigie.bootstrap.command.CommandLineInterface;
import io.vigie.bootstrap.command.Demonstration;
import io.vigie.bootstrap.command.FleetSimulator;
import io.vigie.bootstrap.command.HistoryReview;
import io.vigie.bootstrap.command.PipelineRunner;
import io.vigie.bootstrap.command.TableMaintainer;
import io.vigie.bootstrap.configuration.Environment;
import io.vigie.bootstrap.launch.FastStart;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;

/** The main class. */
public final class Vigie {

    private Vigie() {}

    /** Runs one command line and ends the process with its status. */
    public static void main(String[] arguments) {
        FastStart.startOver(arguments);
        // While a signal is being handled this waits for the end that the signal brings, and its status.
        System.exit(CommandLineInterface.execute(
                arguments,
                Environment.SYSTEM,
                () -> service(PipelineRunner.class),
                () -> service(Demonstration.class),
                () -> service(FleetSimulator.class),
                () -> service(HistoryReview.class),
                () -> service(TableMaintainer.class),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
    }

    /** By its registration, so that the classes behind it are loaded only now. */
    private static <T> T service(Class<T> type) {
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "this jar has no " + type.getSimpleName() + "; it was not built as a whole"));
    }
}
