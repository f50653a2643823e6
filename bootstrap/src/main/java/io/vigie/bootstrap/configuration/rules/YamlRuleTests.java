package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.ruletest.LoadRuleTests;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import java.nio.file.Path;

/** Rule tests in YAML files, for the tests of other projects; found by its registration as a service. */
public final class YamlRuleTests implements LoadRuleTests {

    private final RuleTestFiles files = new RuleTestFiles(Environment.SYSTEM);

    /** With the environment of this process. */
    public YamlRuleTests() {}

    @Override
    public Either<Seq<String>, RuleTests> load(String file) {
        return files.load(Path.of(file)).mapLeft(problems -> problems.map(ConfigurationProblem::toString));
    }
}
