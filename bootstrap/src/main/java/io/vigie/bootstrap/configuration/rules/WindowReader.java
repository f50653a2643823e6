package io.vigie.bootstrap.configuration.rules;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Repetitions;
import io.vigie.bootstrap.configuration.yaml.Suggestion;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.window.Aggregate;
import io.vigie.domain.window.MetricPattern;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import io.vigie.domain.window.WindowSpec;
import java.time.Duration;
import java.util.function.Function;

/** Reads windows. */
public final class WindowReader {

    private static final Keys WINDOW =
            Keys.of("name", "tumbling", "hopping", "session", "aggregates", "metrics", "devices");
    private static final Keys HOPPING = Keys.of("size", "every");
    private static final Keys SESSION = Keys.of("gap");

    private static final Map<String, Function<YamlNode, Read<WindowSpec>>> SPECS = LinkedHashMap.of(
            "tumbling", WindowReader::tumbling,
            "hopping", WindowReader::hopping,
            "session", WindowReader::session);

    private WindowReader() {}

    public static Read<WindowBook> list(YamlNode node) {
        Seq<YamlNode> windows = node.items();
        if (node.isList() && (windows.isEmpty() || windows.size() > WindowBook.MOST_WINDOWS)) {
            return node.invalid(
                    windows.isEmpty()
                            ? "no window here: give one or more"
                            : "expected up to " + WindowBook.MOST_WINDOWS + " windows, found " + windows.size());
        }
        return node.list(
                        "a list of windows such as { name: per-minute, tumbling: 1m, aggregates: [mean] }",
                        WindowReader::window)
                .withProblems(Repetitions.among(
                        windows.map(window -> window.at("name")),
                        (name, line) -> "another window has the name " + Quoted.of(name) + ", on line " + line))
                .map(WindowBook::new);
    }

    private static Read<WindowDefinition> window(YamlNode node) {
        return node.mapping(
                "a window, a mapping",
                WINDOW,
                window -> Read.together(
                        window.required(
                                "name", name -> Values.text(name, "a window's name", WindowDefinition.MAX_NAME_LENGTH)),
                        spec(window),
                        window.required("aggregates", WindowReader::aggregates),
                        window.optional("metrics", MetricPattern.EVERY, WindowReader::metrics),
                        window.optional("devices", DevicePattern.EVERY, Values::devices),
                        WindowDefinition::new));
    }

    private static Read<WindowSpec> spec(YamlMapping window) {
        return SPECS.keySet().exists(window::has)
                ? window.oneOf(SPECS)
                : window.node()
                        .invalid("give one of " + Keys.sentence(SPECS.keySet().toList()) + ", such as"
                                + " tumbling: 1m");
    }

    private static Read<Duration> length(YamlNode node) {
        return Values.duration(node, WindowSpec.DURATIONS);
    }

    private static Read<WindowSpec> tumbling(YamlNode node) {
        return length(node).map(WindowSpec.Tumbling::new);
    }

    private static Read<WindowSpec> hopping(YamlNode node) {
        return node.mapping(
                "a mapping such as { size: 10m, every: 1m }",
                HOPPING,
                hopping -> Read.together(
                                hopping.required("size", WindowReader::length),
                                hopping.required("every", WindowReader::length),
                                WindowSpec::hopping)
                        .flatMap(checked -> checked.fold(
                                problem -> hopping.entry("every").get().value().invalid(problem), Read::value)));
    }

    private static Read<WindowSpec> session(YamlNode node) {
        return node.mapping(
                "a mapping such as { gap: 5m }",
                SESSION,
                session -> session.required("gap", WindowReader::length).map(WindowSpec.Session::new));
    }

    private static Read<Seq<Aggregate>> aggregates(YamlNode node) {
        if (node.isList() && node.items().isEmpty()) {
            return node.invalid("no aggregate here: give one or more of " + Aggregate.KINDS);
        }
        return node.list("a list of aggregates such as [count, mean, p99]", WindowReader::aggregate)
                .checked(aggregates -> node.items()
                        .zip(aggregates)
                        .zipWithIndex()
                        .filter(each -> aggregates.indexOf(each._1._2) < each._2)
                        .map(each -> each._1._1.problem(each._1._2 + " is asked for already; give it once")));
    }

    private static Read<Aggregate> aggregate(YamlNode node) {
        String expected = Aggregate.KINDS;
        return node.parse(
                expected,
                text -> Aggregate.parse(text)
                        .toEither(() -> "expected " + expected + ", found " + Quoted.of(text)
                                + Suggestion.orNothing(
                                        text,
                                        List.of(Aggregate.Statistic.Kind.values())
                                                .map(Aggregate.Statistic.Kind::word))));
    }

    private static Read<MetricPattern> metrics(YamlNode node) {
        return node.isList() && node.items().isEmpty()
                ? node.invalid("no metric here: give one or more, or leave `metrics` out for all")
                : node.oneOrList(metric -> glob(metric, "a pattern of metric names such as temperature or temp*"))
                        .map(MetricPattern::new);
    }

    private static Read<DevicePattern> glob(YamlNode node, String expected) {
        return Values.text(node, expected, DevicePattern.MAX_LENGTH).map(DevicePattern::new);
    }
}
