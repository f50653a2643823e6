package io.vigie.bootstrap.configuration;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import java.util.function.Function;

/**
 * Where a pipeline's data comes from, where it goes, and where it keeps its progress: places that must not lie in one
 * another. And when it moves, which not every source and sink allows.
 */
record DataFlow(
        Located<SourcePlan> source,
        Map<Output, Seq<Located<SinkPlan>>> sinks,
        Located<String> checkpoint,
        TriggerPlan trigger) {

    private static final Keys SOURCE = Keys.of("json", "kafka", "eventhubs", "delta");
    private static final Keys OUTPUTS =
            Keys.of(List.of(Output.values()).map(Output::word).toJavaArray(String[]::new));
    private static final Keys SINK = Keys.of("delta", "kafka", "eventhubs");

    static Validation<Seq<ConfigurationProblem>, DataFlow> read(YamlMapping pipeline) {
        return Problems.flatten(Validation.combine(
                                pipeline.required("source", DataFlow::source),
                                pipeline.required("sinks", DataFlow::sinks),
                                pipeline.required("checkpoint", DataFlow::place),
                                pipeline.optional("trigger", new TriggerPlan.AvailableNow(), TriggerReader::read))
                        .ap(DataFlow::new))
                .flatMap(
                        flow -> Problems.with(flow.apart().appendAll(flow.untimely(pipeline)), Validation.valid(flow)));
    }

    private static Validation<Seq<ConfigurationProblem>, Located<SourcePlan>> source(YamlNode node) {
        Map<String, Function<YamlNode, Validation<Seq<ConfigurationProblem>, Located<SourcePlan>>>> sources =
                LinkedHashMap.of(
                        "json",
                        JsonFilesReader::source,
                        "kafka",
                        KafkaReader::source,
                        "eventhubs",
                        EventHubsReader::source,
                        "delta",
                        DeltaReader::source);
        return node.mapping("a mapping such as { json: { path: in } }", SOURCE, source -> source.oneOf(sources));
    }

    static Validation<Seq<ConfigurationProblem>, Integer> numberOfFiles(YamlNode node) {
        return Values.wholeNumber(node, 1, Integer.MAX_VALUE);
    }

    private static Validation<Seq<ConfigurationProblem>, Map<Output, Seq<Located<SinkPlan>>>> sinks(YamlNode node) {
        return node.mapping(
                "a mapping such as { readings: { delta: { path: out/readings } } }",
                OUTPUTS,
                outputs -> outputs.entries().isEmpty()
                        ? node.invalid("no sink here: a pipeline writes one output or more")
                        : Validation.traverse(
                                        List.of(Output.values()).filter(output -> outputs.has(output.word())),
                                        output -> outputs.required(output.word(), DataFlow::sinksOfOutput)
                                                .map(found -> Tuple.of(output, found)))
                                .map(LinkedHashMap::ofEntries));
    }

    private static Validation<Seq<ConfigurationProblem>, Seq<Located<SinkPlan>>> sinksOfOutput(YamlNode node) {
        return node.isList() && node.items().isEmpty()
                ? node.invalid("no sink here: give one, or leave the output out")
                : node.oneOrList(DataFlow::sink);
    }

    private static Validation<Seq<ConfigurationProblem>, Located<SinkPlan>> sink(YamlNode node) {
        Map<String, Function<YamlNode, Validation<Seq<ConfigurationProblem>, Located<SinkPlan>>>> sinks =
                LinkedHashMap.of(
                        "delta", DeltaReader::sink, "kafka", KafkaReader::sink, "eventhubs", EventHubsReader::sink);
        return node.mapping("a sink such as { delta: { path: out/readings } }", SINK, sink -> sink.oneOf(sinks));
    }

    static Validation<Seq<ConfigurationProblem>, Located<String>> place(YamlNode node) {
        return node.setting("a path")
                .flatMap(path -> Secrets.looksSecret(path.value())
                        ? node.invalid(
                                "a path is shown in logs: give the key under `storage` or `spark`, as ${env:NAME} or ${file:PATH}")
                        : References.areToFiles(path.written())
                                ? node.invalid(
                                        "a path is shown in logs, and ${file:PATH} is for secrets: write it here, or as ${env:NAME}")
                                : Place.of(path.value(), node.file().directory())
                                        .<Validation<Seq<ConfigurationProblem>, Located<String>>>fold(
                                                node::invalid,
                                                place -> Validation.valid(new Located<>(place.path(), place, node))));
    }

    /** What of it would read or write where another part of it does. */
    private Seq<ConfigurationProblem> apart() {
        Seq<Located<SinkPlan>> all = sinks.values().flatMap(Function.identity());
        return all.zipWithIndex()
                .flatMap(
                        sink -> overlap(sink._1, all.take(sink._2), "another sink's: each sink has a place of its own"))
                .appendAll(all.flatMap(
                        sink -> overlap(sink, List.of(source), "the source's: the pipeline would read what it writes")))
                .appendAll(overlap(checkpoint, all, "a sink's: the checkpoint has a place of its own"))
                .appendAll(overlap(checkpoint, List.of(source), "the source's: the checkpoint has a place of its own"))
                .appendAll(TopicsApart.problems(source, all))
                .appendAll(TablesApart.problems(source, all));
    }

    private static Option<ConfigurationProblem> overlap(
            Located<?> located, Seq<? extends Located<?>> others, String whose) {
        return others.find(
                        other -> other.place().exists(place -> located.place().exists(place::overlaps)))
                .map(other -> located.node()
                        .problem("this path is, holds or lies in the one on line "
                                + other.node().position().line() + ", which is " + whose));
    }

    /** What of it the trigger does not allow. */
    private Seq<ConfigurationProblem> untimely(YamlMapping pipeline) {
        if (trigger instanceof TriggerPlan.Continuous) {
            return ContinuousProcessing.problems(pipeline, this).appendAll(endless(pipeline));
        }
        return trigger instanceof TriggerPlan.AvailableNow ? List.empty() : endless(pipeline);
    }

    private static Seq<ConfigurationProblem> endless(YamlMapping pipeline) {
        return List.of("endingOffsets", "endingTimestamp")
                .flatMap(key -> pipeline.node()
                        .find("source.kafka." + key)
                        .map(node -> node.problem("`" + key + "` is for a pipeline that ends:"
                                + " write `trigger: { availableNow: true }`, or leave it out")));
    }
}
