package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import java.nio.file.Path;

/** Rule tests in YAML files. */
public final class RuleTestFiles {

    private final Environment environment;

    /** Files whose {@code ${env:NAME}} stand for what this environment says. */
    public RuleTestFiles(Environment environment) {
        this.environment = environment;
    }

    /** The tests with the rules they test, or all that is wrong in their file and in that of the rules. */
    public Either<Seq<ConfigurationProblem>, RuleTests> load(Path file) {
        return YamlFile.read(file, environment)
                .flatMap(RuleTestReader::read)
                .inOrder(file.toString())
                .toEither();
    }
}
