package io.vigie.bootstrap.configuration.custom;

import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Validation;
import io.vigie.application.kind.OptionProblem;
import io.vigie.application.kind.PlanOptions;
import io.vigie.application.kind.SinkKind;
import io.vigie.application.kind.SourceKind;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Kinds of sources and sinks on the class path, beside Vigie's own. */
public final class CustomKinds {

    /**
     * A kind on the class path.
     *
     * @param owner the class that brings it
     */
    private record Found<P>(
            String owner,
            String key,
            Seq<String> options,
            Function<PlanOptions, Validation<Seq<OptionProblem>, P>> reader) {

        Read<Located<P>> read(YamlNode node) {
            return node.mapping("a mapping of " + Keys.sentence(options), new Keys(options), mapping -> {
                YamlOptions given = new YamlOptions(mapping, options);
                return Read.of(reader.apply(given).toEither(), problem -> at(node, problem))
                        .map(plan -> new Located<>(plan, given.place(), node));
            });
        }

        private static ConfigurationProblem at(YamlNode node, OptionProblem problem) {
            return new ConfigurationProblem(
                    node.problem("").file(), problem.line(), problem.column(), problem.message());
        }
    }

    private CustomKinds() {}

    /** Readers of sources by their keys: Vigie's own, and those that others bring. */
    public static Map<String, Function<YamlNode, Read<Located<SourcePlan>>>> sources(
            Map<String, Function<YamlNode, Read<Located<SourcePlan>>>> own) {
        return with(
                own,
                List.ofAll(ServiceLoader.load(SourceKind.class))
                        .map(kind -> new Found<>(kind.getClass().getName(), kind.key(), kind.options(), kind::read)));
    }

    /** Readers of sinks by their keys: Vigie's own, and those that others bring. */
    public static Map<String, Function<YamlNode, Read<Located<SinkPlan>>>> sinks(
            Map<String, Function<YamlNode, Read<Located<SinkPlan>>>> own) {
        return with(
                own,
                List.ofAll(ServiceLoader.load(SinkKind.class))
                        .map(kind -> new Found<>(kind.getClass().getName(), kind.key(), kind.options(), kind::read)));
    }

    /** A key that two have is nobody's: whoever uses it is told so. */
    private static <P> Map<String, Function<YamlNode, Read<Located<P>>>> with(
            Map<String, Function<YamlNode, Read<Located<P>>>> own, Seq<Found<P>> found) {
        return found.foldLeft(own, (all, kind) -> {
            Seq<String> owners = found.filter(other -> other.key().equals(kind.key()))
                    .map(Found::owner)
                    .appendAll(own.containsKey(kind.key()) ? List.of("Vigie's own") : List.of());
            return owners.size() == 1
                    ? all.put(kind.key(), kind::read)
                    : all.put(
                            kind.key(),
                            node -> node.invalid("several kinds have the key `" + kind.key() + "`: "
                                    + Keys.sentence(owners) + "; leave all but one off the class path"));
        });
    }
}
