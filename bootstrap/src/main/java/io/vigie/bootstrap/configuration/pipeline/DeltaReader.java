package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TableAddress;
import io.vigie.application.plan.TableName;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.PathReader;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.function.Function;

/** Delta tables in pipeline files, by path or by name. */
final class DeltaReader {

    private static final Keys SOURCE = Keys.of("path", "table", "maxFilesPerTrigger");
    private static final Keys SINK = Keys.of("path", "table");
    private static final String EXAMPLES = "a mapping such as { path: out/readings } or { table: main.iot.readings }";

    private static final Map<String, Function<YamlNode, Read<Located<TableAddress>>>> ADDRESSES =
            LinkedHashMap.of("path", DeltaReader::path, "table", DeltaReader::name);

    private DeltaReader() {}

    static Read<Located<SourcePlan>> source(YamlNode node) {
        return node.mapping(
                EXAMPLES,
                SOURCE,
                delta -> Read.together(
                        address(delta),
                        delta.optional("maxFilesPerTrigger", Values::positive),
                        (table, maxFiles) -> new Located<>(
                                new SourcePlan.DeltaTable(table.plan(), maxFiles), table.place(), table.node())));
    }

    static Read<Located<SinkPlan>> sink(YamlNode node) {
        return node.mapping(
                EXAMPLES,
                SINK,
                delta -> delta.oneOf(ADDRESSES)
                        .map(table ->
                                new Located<>(new SinkPlan.DeltaTable(table.plan()), table.place(), table.node())));
    }

    private static Read<Located<TableAddress>> address(YamlMapping delta) {
        return delta.has("maxFilesPerTrigger") && !ADDRESSES.keySet().exists(delta::has)
                ? delta.node()
                        .invalid("give one of "
                                + Keys.sentence(ADDRESSES.keySet().toList()))
                : delta.oneOf(ADDRESSES);
    }

    private static Read<Located<TableAddress>> path(YamlNode node) {
        return PathReader.path(node)
                .map(place -> new Located<>(new TableAddress.Path(place.plan()), place.place(), place.node()));
    }

    private static Read<Located<TableAddress>> name(YamlNode node) {
        return node.setting("a table's name")
                .flatMap(text -> TableName.of(text.value())
                        .<Read<Located<TableAddress>>>fold(
                                node::invalid,
                                name -> Read.value(new Located<>(new TableAddress.Name(name), Option.none(), node))));
    }
}
