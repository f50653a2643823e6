package io.vigie.bootstrap.configuration.custom;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOption;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.PathReader;
import io.vigie.bootstrap.configuration.yaml.Place;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.time.Duration;
import java.util.function.Function;

/** The options of a source or sink, in a pipeline file. */
final class YamlOptions implements PlanOptions {

    private final YamlMapping mapping;
    private final Seq<String> known;
    private Option<Place> place = Option.none();

    /**
     * Options.
     *
     * @param known the keys that there may be
     */
    YamlOptions(YamlMapping mapping, Seq<String> known) {
        this.mapping = mapping;
        this.known = known;
    }

    /** Where it lies, as far as it was asked for a path. */
    Option<Place> place() {
        return place;
    }

    @Override
    public PlanOption<String> text(String name) {
        return option(
                name,
                node -> node.parse(
                        "text",
                        text -> text.isEmpty() ? Either.left("expected text, found none") : Either.right(text)));
    }

    @Override
    public PlanOption<Long> wholeNumber(String name, long least, long most) {
        return option(name, node -> Values.wholeNumber(node, least, most));
    }

    @Override
    public PlanOption<Boolean> trueOrFalse(String name) {
        return option(name, Values::trueOrFalse);
    }

    @Override
    public PlanOption<Duration> duration(String name) {
        return option(name, Values::duration);
    }

    @Override
    public PlanOption<String> path(String name) {
        return option(name, node -> PathReader.path(node).map(this::lies));
    }

    private String lies(Located<String> path) {
        place = place.orElse(path.place());
        return path.plan();
    }

    @Override
    public PlanOption<SettingValue> secret(String name) {
        return option(
                name,
                node -> node.setting("a secret")
                        .flatMap(value -> value.isByReference()
                                ? Read.value(value)
                                : node.invalid("this is a secret: give it as ${env:NAME} or ${file:PATH}")));
    }

    @Override
    public <T> PlanOption<T> parsed(String name, String expected, Function<String, Either<String, T>> parser) {
        return option(name, node -> node.parse(expected, parser));
    }

    @Override
    public OptionProblem problem(String name, String message) {
        return problem(entry(name)
                .map(entry -> entry.value().problem(message))
                .getOrElse(() -> mapping.node().problem(message)));
    }

    private <T> PlanOption<T> option(String name, Function<YamlNode, Read<T>> reader) {
        return new PlanOption<>(
                entry(name)
                        .map(entry -> Validation.fromEither(
                                reader.apply(entry.value()).toEither().mapLeft(problems -> problem(problems.head())))),
                problem(mapping.node().problem("`" + name + "` is missing")));
    }

    private Option<YamlEntry> entry(String name) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "`" + name + "` is asked for, and no option of this kind: " + known.mkString(", "));
        }
        return mapping.entry(name);
    }

    private static OptionProblem problem(ConfigurationProblem problem) {
        return new OptionProblem(problem.line(), problem.column(), problem.message());
    }
}
