package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
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
                .inOrder(file.toString())
                .toEither();
    }

    /** The line on which the rule of this id begins, where the file says its id in plain words. */
    public Option<Integer> line(Path file, RuleId rule) {
        return YamlFile.read(file, environment)
                .map(root -> root.at("rules").items())
                .getOrElse(List.empty())
                .find(node -> node.at("id").written().contains(rule.value()))
                .map(node -> node.position().line());
    }
}
