package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.bootstrap.configuration.azure.EventHubsReader;
import io.vigie.bootstrap.configuration.custom.CustomKinds;
import io.vigie.bootstrap.configuration.kafka.KafkaReader;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.PathReader;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import java.util.function.Function;

/**
 * Where a pipeline's data comes from, where it goes, and where it keeps its progress: places that must not lie in one
 * another. And when it moves.
 */
record DataFlow(
        Located<SourcePlan> source,
        Map<Output, Seq<Located<SinkPlan>>> sinks,
        Located<String> checkpoint,
        TriggerPlan trigger) {

    private static final Keys OUTPUTS =
            Keys.of(List.of(Output.values()).map(Output::word).toJavaArray(String[]::new));

    static Read<DataFlow> read(YamlMapping pipeline) {
        return Read.together(
                pipeline.required("source", DataFlow::source),
                pipeline.required("sinks", DataFlow::sinks),
                pipeline.required("checkpoint", PathReader::path),
                pipeline.optional("trigger", TriggerPlan.DEFAULT, TriggerReader::read),
                DataFlow::new);
    }

    private static Read<Located<SourcePlan>> source(YamlNode node) {
        Map<String, Function<YamlNode, Read<Located<SourcePlan>>>> sources = CustomKinds.sources(LinkedHashMap.of(
                "json",
                JsonFilesReader::source,
                "kafka",
                KafkaReader::source,
                "eventhubs",
                EventHubsReader::source,
                "delta",
                DeltaReader::source));
        return node.mapping(
                "a mapping such as { json: { path: in } }",
                new Keys(sources.keySet().toList()),
                source -> source.oneOf(sources));
    }

    private static Read<Map<Output, Seq<Located<SinkPlan>>>> sinks(YamlNode node) {
        return node.mapping(
                "a mapping such as { readings: { delta: { path: out/readings } } }",
                OUTPUTS,
                outputs -> outputs.entries().isEmpty()
                        ? node.invalid("no sink here: a pipeline writes one output or more")
                        : Read.each(
                                        List.of(Output.values()).filter(output -> outputs.has(output.word())),
                                        output -> outputs.required(output.word(), DataFlow::sinksOfOutput)
                                                .map(found -> Tuple.of(output, found)))
                                .map(LinkedHashMap::ofEntries));
    }

    private static Read<Seq<Located<SinkPlan>>> sinksOfOutput(YamlNode node) {
        return node.isList() && node.items().isEmpty()
                ? node.invalid("no sink here: give one, or leave the output out")
                : node.oneOrList(DataFlow::sink);
    }

    private static Read<Located<SinkPlan>> sink(YamlNode node) {
        Map<String, Function<YamlNode, Read<Located<SinkPlan>>>> sinks = CustomKinds.sinks(LinkedHashMap.of(
                "delta", DeltaReader::sink, "kafka", KafkaReader::sink, "eventhubs", EventHubsReader::sink));
        return node.mapping(
                "a sink such as { delta: { path: out/readings } }",
                new Keys(sinks.keySet().toList()),
                sink -> sink.oneOf(sinks));
    }

    /** What of it would read or write where another part of it does. */
    Seq<ConfigurationProblem> overlaps() {
        Seq<Located<SinkPlan>> all = sinks.values().flatMap(Function.identity());
        return all.zipWithIndex()
                .flatMap(
                        sink -> overlap(sink._1, all.take(sink._2), "another sink's: each sink has a place of its own"))
                .appendAll(all.flatMap(
                        sink -> overlap(sink, List.of(source), "the source's: the pipeline would read what it writes")))
                .appendAll(overlap(checkpoint, all, "a sink's: the checkpoint has a place of its own"))
                .appendAll(overlap(checkpoint, List.of(source), "the source's: the checkpoint has a place of its own"))
                .appendAll(TopicConflicts.problems(source, all))
                .appendAll(TableConflicts.problems(source, all));
    }

    private static Option<ConfigurationProblem> overlap(
            Located<?> located, Seq<? extends Located<?>> others, String whose) {
        return others.find(
                        other -> other.place().exists(place -> located.place().exists(place::overlaps)))
                .map(other -> located.node()
                        .problem("this path is, holds or lies in the one on line "
                                + other.node().position().line() + ", which is " + whose));
    }

    /** What the pipeline says of this output. */
    static Option<YamlEntry> sink(YamlMapping pipeline, Output output) {
        return pipeline.entry("sinks")
                .flatMap(sinks -> sinks.value().entries("sinks").toOption())
                .flatMap(sinks -> sinks.find(sink -> sink.name().equals(output.word())));
    }
}
