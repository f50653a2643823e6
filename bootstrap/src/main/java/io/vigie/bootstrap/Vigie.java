package io.vigie.bootstrap;

import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.bootstrap.command.CommandLineInterface;
import io.vigie.bootstrap.command.Demonstration;
import io.vigie.bootstrap.command.DeviceForgetter;
import io.vigie.bootstrap.command.FleetSimulator;
import io.vigie.bootstrap.command.HistoryReview;
import io.vigie.bootstrap.command.TableMaintainer;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.launch.FastStart;
import io.vigie.bootstrap.launch.HostedProcess;
import io.vigie.bootstrap.launch.JavaRelease;
import io.vigie.bootstrap.launch.StopSignal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;

/** The main class. */
public final class Vigie {

    /** Nothing was started. */
    private static final int REFUSED = 2;

    private Vigie() {}

    /** Runs one command line and ends the process with its status; where the process is a platform's, the job. */
    public static void main(String[] arguments) {
        if (JavaRelease.refusal().isDefined()) {
            System.err.println("vigie: " + JavaRelease.refusal().get());
            System.exit(REFUSED);
        }
        if (HostedProcess.isThis()) {
            HostedProcess.end(execute(arguments));
            return;
        }
        FastStart.startOver(arguments);
        StopSignal.expect(System.err);
        int status = execute(arguments);
        StopSignal.expectNoMore();
        if (status != 0 || !isGuest()) {
            System.exit(status);
        }
    }

    /** Whether a cluster runs this in a process of its own: YARN takes one that ends by itself for failed. */
    private static boolean isGuest() {
        return "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }

    private static int execute(String[] arguments) {
        return CommandLineInterface.execute(
                arguments,
                Environment.SYSTEM,
                () -> service(TelemetryEngine.class),
                () -> service(Demonstration.class),
                () -> service(FleetSimulator.class),
                () -> service(HistoryReview.class),
                () -> service(TableMaintainer.class),
                () -> service(DeviceForgetter.class),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** By its registration, so that the classes behind it are loaded only now. */
    private static <T> T service(Class<T> type) {
        return ServiceLoader.load(type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "this jar has no " + type.getSimpleName() + "; it was not built as a whole"));
    }
}
