package io.vigie.bootstrap.demonstration;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.bootstrap.command.Demonstration;
import io.vigie.bootstrap.command.ExitStatus;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.operation.PipelineOperator;
import io.vigie.bootstrap.pipeline.SessionEngine;
import io.vigie.bootstrap.simulation.DirectorySimulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Lays the demo's files out in a directory, simulates its fleet and runs its pipeline. */
public final class FleetDemonstration implements Demonstration {

    private static final String PIPELINE = "pipeline.yaml";
    private static final String RULES = "rules.yaml";

    @Override
    public int show(Path directory, PrintWriter out) {
        if (Files.exists(directory.resolve("tables")) || Files.exists(directory.resolve("in"))) {
            throw new PipelineRefused(
                    directory + " has a demo's files already. Remove it, or name another with --dir.");
        }
        layOut(directory, RULES);
        layOut(directory, PIPELINE);
        int simulated = DirectorySimulator.simulate(FleetSpec.demo(), directory.resolve("in"), out);
        if (simulated != ExitStatus.DONE) {
            return simulated;
        }
        return new PipelineFiles(Environment.SYSTEM)
                .load(directory.resolve(PIPELINE))
                .fold(
                        problems -> {
                            throw new PipelineRefused(problems.mkString("\n"));
                        },
                        plan -> run(plan, out));
    }

    private static int run(PipelinePlan plan, PrintWriter out) {
        SessionEngine engine = new SessionEngine();
        boolean isDone = PipelineOperator.run(
                plan,
                LoadRules.fixed(plan.rules()),
                engine,
                () -> DemonstrationReport.print(plan, engine.session(), out));
        return isDone ? ExitStatus.DONE : ExitStatus.STOPPED;
    }

    private static void layOut(Path directory, String name) {
        try (InputStream resource = FleetDemonstration.class.getResourceAsStream("/io/vigie/bootstrap/demo/" + name)) {
            Files.createDirectories(directory);
            Files.copy(Objects.requireNonNull(resource, name), directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + directory.resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
