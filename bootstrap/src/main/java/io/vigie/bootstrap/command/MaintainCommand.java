package io.vigie.bootstrap.command;

import io.vavr.collection.List;
import io.vigie.application.maintenance.MaintenanceOrder;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.configuration.pipeline.MaintainedPipeline;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maintain}: keeps the tables of a pipeline in shape, beside it or while it stands still. */
@Command(
        name = "maintain",
        description =
                "Compacts the Delta tables of a pipeline, deletes what is older than they keep, and trims their logs.")
final class MaintainCommand implements Callable<Integer> {

    private final PipelineFiles files;
    private final Supplier<TableMaintainer> maintainer;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PIPELINE.yaml", description = "The pipeline.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Tells what would be done, and does nothing.")
    private boolean rehearsal;

    @Option(
            names = "--expire-checkpoint",
            description = "Deletes the checkpoint too, where the pipeline has not come on for longer than"
                    + " maintenance.checkpoint says. It cannot go on then.")
    private boolean mayExpire;

    MaintainCommand(PipelineFiles files, Supplier<TableMaintainer> maintainer) {
        this.files = files;
        this.maintainer = maintainer;
    }

    @Override
    public Integer call() {
        return files.loadMaintained(file).fold(problems -> Failure.refuse(spec, problems), this::maintain);
    }

    private int maintain(MaintainedPipeline maintained) {
        PipelinePlan pipeline = maintained.pipeline();
        MaintenanceOrder order =
                MaintenanceOrder.of(pipeline, maintained.maintenance(), Instant.now(), rehearsal, mayExpire);
        if (order.tables().isEmpty()) {
            return Failure.refuse(
                    spec, List.of(file + ": the pipeline writes no Delta table, there is nothing to maintain"));
        }
        if (mayExpire && order.plan().idle().isEmpty()) {
            return Failure.refuse(
                    spec,
                    List.of(file + ": --expire-checkpoint needs `maintenance: { checkpoint: 30d }` or so, after which"
                            + " the pipeline counts as gone"));
        }
        TableMaintainer found = maintainer.get();
        return Failure.guard(
                spec,
                new Redaction(pipeline),
                () -> found.maintain(pipeline, order, spec.commandLine().getOut()));
    }
}
