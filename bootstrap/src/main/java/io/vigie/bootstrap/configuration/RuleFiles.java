package io.vigie.bootstrap.configuration;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.domain.rule.RuleBook;
import java.nio.file.Path;

/** Rules in YAML files. */
public final class RuleFiles {

    private final Environment environment;

    /** Files whose {@code ${env:NAME}} stand for what this environment says. */
    public RuleFiles(Environment environment) {
        this.environment = environment;
    }

    /** The rules, or all that is wrong in the file. */
    public Either<Seq<ConfigurationProblem>, RuleBook> load(Path file) {
        return YamlFile.read(file, environment)
                .flatMap(RuleReader::file)
                .mapError(problems -> Problems.inOrder(file.toString(), problems))
                .toEither();
    }
}
