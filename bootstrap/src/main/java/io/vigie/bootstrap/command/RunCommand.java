package io.vigie.bootstrap.command;

import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.configuration.pipeline.EditedRules;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
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
    private final Supplier<PipelineRunner> runner;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PIPELINE.yaml", description = "The pipeline.")
    private Path file = Path.of("");

    RunCommand(PipelineFiles files, Supplier<PipelineRunner> runner) {
        this.files = files;
        this.runner = runner;
    }

    @Override
    public Integer call() {
        return files.load(file).fold(problems -> Failure.refuse(spec, problems), this::run);
    }

    private int run(PipelinePlan plan) {
        PipelineRunner found = runner.get();
        return Failure.guard(
                spec,
                new Redaction(plan),
                MemoryShortage.of(plan),
                () -> found.run(plan, EditedRules.of(files, file, plan.rules())));
    }
}
