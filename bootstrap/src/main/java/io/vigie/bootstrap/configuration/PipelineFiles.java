package io.vigie.bootstrap.configuration;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.PipelinePlan;
import java.nio.file.Path;

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
                .mapError(problems -> Problems.inOrder(file.toString(), problems))
                .toEither();
    }
}
