package io.vigie.bootstrap.configuration;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.ruletest.RuleTests;
import io.vigie.bootstrap.configuration.pipeline.PipelineReader;
import io.vigie.bootstrap.configuration.rules.RuleReader;
import io.vigie.bootstrap.configuration.rules.RuleTestReader;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Environment;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlFile;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.monitor.RuleCost;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.text.Spelling;
import java.nio.file.Path;
import java.util.function.Function;

/** Validates any configuration file: a pipeline, rules or rule tests, which it tells apart by their keys. */
public final class ConfigurationCheck {

    /** By the key that only this kind has, the kind looked for first coming first. */
    private static final Map<String, Function<YamlNode, Read<CheckedFile>>> KINDS = LinkedHashMap.of(
            "tests", root -> RuleTestReader.read(root).map(ConfigurationCheck::ofTests),
            "pipeline", root -> PipelineReader.read(root).map(ConfigurationCheck::ofPipeline),
            "source", root -> PipelineReader.read(root).map(ConfigurationCheck::ofPipeline),
            "sinks", root -> PipelineReader.read(root).map(ConfigurationCheck::ofPipeline),
            "checkpoint", root -> PipelineReader.read(root).map(ConfigurationCheck::ofPipeline),
            "rules", root -> RuleReader.file(root).map(ConfigurationCheck::ofRules));

    private static final String A_FILE = "a mapping: a pipeline, rules or rule tests";

    private final Environment environment;

    /** Files whose {@code ${env:NAME}} stand for what this environment says. */
    public ConfigurationCheck(Environment environment) {
        this.environment = environment;
    }

    /** What the file holds, or all that is wrong in it and in the rules file that it names. */
    public Either<Seq<ConfigurationProblem>, CheckedFile> check(Path file) {
        return YamlFile.read(file, environment)
                .flatMap(ConfigurationCheck::check)
                .inOrder(file.toString())
                .toEither();
    }

    private static Read<CheckedFile> check(YamlNode root) {
        return root.entries(A_FILE).flatMap(entries -> {
            Seq<String> names = entries.map(YamlEntry::name);
            return KINDS.find(kind -> names.contains(kind._1))
                    .map(kind -> kind._2.apply(root))
                    .getOrElse(() -> Read.problems(unknown(root, entries)));
        });
    }

    private static Seq<ConfigurationProblem> unknown(YamlNode root, Seq<YamlEntry> entries) {
        Seq<String> known = List.ofAll(PipelineReader.KEYS.known()).append("tests");
        Seq<ConfigurationProblem> misspelt = entries.flatMap(entry -> Spelling.nearest(entry.name(), known)
                .map(nearest ->
                        entry.key().problem("unknown key " + Quoted.of(entry.name()) + Suggestion.of(nearest))));
        return misspelt.isEmpty()
                ? List.of(root.problem("this is no file of Vigie: a pipeline has `pipeline`, `source` and `sinks`,"
                        + " rules have `rules`, rule tests have `rules` and `tests`"))
                : misspelt;
    }

    private static CheckedFile ofPipeline(PipelinePlan plan) {
        return new CheckedFile(
                "a pipeline, " + count(plan.rules().rules(), "rule")
                        + (plan.windows().isEmpty()
                                ? ""
                                : ", " + count(plan.windows().definitions(), "window"))
                        + ", writes "
                        + Keys.sentence(
                                List.of(Output.values()).filter(plan::writes).map(Output::word)),
                plan.rules().rules().map(RuleCost::of),
                RuleCautions.of(plan.rules(), plan.time()));
    }

    private static CheckedFile ofRules(RuleBook rules) {
        return new CheckedFile(count(rules.rules(), "rule"), rules.rules().map(RuleCost::of), RuleCautions.of(rules));
    }

    private static CheckedFile ofTests(RuleTests tests) {
        return new CheckedFile(
                count(tests.tests(), "test") + " of " + count(tests.rules().rules(), "rule"),
                List.empty(),
                RuleCautions.of(tests.rules()));
    }

    private static String count(Seq<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }
}
