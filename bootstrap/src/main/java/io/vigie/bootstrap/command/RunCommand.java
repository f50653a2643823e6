package io.vigie.bootstrap.command;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.TelemetryEngine;
import io.vigie.bootstrap.configuration.pipeline.EditedRules;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.operation.PipelineOperator;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: one pipeline, until it ends or is stopped. */
@Command(name = "run", description = "Runs a pipeline until its trigger is exhausted or a signal stops it.")
final class RunCommand implements Callable<Integer> {

    private final PipelineFiles files;
    private final Supplier<TelemetryEngine> engine;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PIPELINE.yaml", description = "The pipeline.")
    private Path file = Path.of("");

    RunCommand(PipelineFiles files, Supplier<TelemetryEngine> engine) {
        this.files = files;
        this.engine = engine;
    }

    @Override
    public Integer call() {
        return files.load(file).fold(problems -> Failure.refuse(spec, problems), this::run);
    }

    private int run(PipelinePlan plan) {
        TelemetryEngine found = engine.get();
        return Failure.guard(
                spec,
                new Redaction(plan),
                MemoryShortage.of(plan),
                () -> PipelineOperator.run(plan, EditedRules.of(files, file, plan.rules()), found, () -> {})
                        ? ExitStatus.DONE
                        : ExitStatus.STOPPED);
    }
}
