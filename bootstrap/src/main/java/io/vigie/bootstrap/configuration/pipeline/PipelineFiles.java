package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Pipelines in YAML files. */
public final class PipelineFiles {

    private final Environment environment;

    /** Files whose {@code ${env:NAME}} stand for what this environment says. */
    public PipelineFiles(Environment environment) {
        this.environment = environment;
    }

    /** The pipeline with its rules, ready to run, or all that is wrong in its file and in that of its rules. */
    public Either<Seq<ConfigurationProblem>, PipelinePlan> load(Path file) {
        return YamlFile.read(file, environment)
                .flatMap(PipelineReader::read)
                .inOrder(file.toString())
                .toEither();
    }

    /** The pipeline and how its tables are kept in shape, or all that is wrong. */
    public Either<Seq<ConfigurationProblem>, MaintainedPipeline> loadMaintained(Path file) {
        return YamlFile.read(file, environment)
                .flatMap(root -> PipelineReader.read(root)
                        .flatMap(pipeline -> MaintenanceReader.read(root)
                                .map(maintenance -> new MaintainedPipeline(pipeline, maintenance))))
                .inOrder(file.toString())
                .toEither();
    }

    /** Tells the file that holds a pipeline's rules from what it was before, where it is another than the pipeline's own. */
    Option<Supplier<String>> watchRules(Path file) {
        return YamlFile.read(file, environment)
                .toOption()
                .filter(root -> root.at("rules").isText())
                .flatMap(root -> root.at("rules")
                        .setting("the path of a rules file")
                        .toOption()
                        .flatMap(path -> root.watch(path, PipelineReader.settings(root))));
    }
}
