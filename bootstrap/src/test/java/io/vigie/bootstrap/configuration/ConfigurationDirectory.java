package io.vigie.bootstrap.configuration;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.pipeline.PipelineFiles;
import io.vigie.bootstrap.configuration.rules.RuleFiles;
import io.vigie.bootstrap.configuration.rules.RuleTestFiles;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.domain.rule.RuleBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configuration files that a test writes, and what is said of them. */
public final class ConfigurationDirectory {

    private final Path directory;
    private Map<String, String> variables = HashMap.empty();

    public ConfigurationDirectory(Path directory) {
        this.directory = directory;
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    public ConfigurationDirectory with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public ConfigurationDirectory with(String name, byte[] bytes) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.write(path(name), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigurationDirectory withVariable(String name, String value) {
        variables = variables.put(name, value);
        return this;
    }

    public Environment environment() {
        return name -> variables.get(name);
    }

    /** What {@code check} says, the directory cut from the front of each line. */
    public List<String> check(String name) {
        return new ConfigurationCheck(environment())
                .check(path(name))
                .fold(this::lines, good -> List.of("ok, " + good.summary()));
    }

    /** What {@code check} warns of in a file that is in order. */
    public List<String> cautions(String name) {
        return loaded(new ConfigurationCheck(environment()).check(path(name)))
                .cautions()
                .asJava();
    }

    public PipelinePlan pipeline(String name) {
        return loaded(new PipelineFiles(environment()).load(path(name)));
    }

    public RuleBook rules(String name) {
        return loaded(new RuleFiles(environment()).load(path(name)));
    }

    public RuleTests tests(String name) {
        return loaded(new RuleTestFiles(environment()).load(path(name)));
    }

    private <T> T loaded(Either<Seq<ConfigurationProblem>, T> result) {
        return result.getOrElseThrow(problems -> new AssertionError(problems.mkString("\n")));
    }

    private List<String> lines(Seq<ConfigurationProblem> problems) {
        return problems.map(problem -> problem.toString().replace(directory + "/", ""))
                .asJava();
    }
}
