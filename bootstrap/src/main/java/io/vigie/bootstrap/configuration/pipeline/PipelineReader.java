package io.vigie.bootstrap.configuration.pipeline;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelineDraft;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SettingValue;
import io.vigie.bootstrap.configuration.azure.StorageReader;
import io.vigie.bootstrap.configuration.rules.RuleReader;
import io.vigie.bootstrap.configuration.rules.TimePolicyReader;
import io.vigie.bootstrap.configuration.rules.WindowReader;
import io.vigie.bootstrap.configuration.yaml.ConfigurationProblem;
import io.vigie.bootstrap.configuration.yaml.Keys;
import io.vigie.bootstrap.configuration.yaml.Located;
import io.vigie.bootstrap.configuration.yaml.Quoted;
import io.vigie.bootstrap.configuration.yaml.Read;
import io.vigie.bootstrap.configuration.yaml.SettingsReader;
import io.vigie.bootstrap.configuration.yaml.Values;
import io.vigie.bootstrap.configuration.yaml.YamlEntry;
import io.vigie.bootstrap.configuration.yaml.YamlMapping;
import io.vigie.bootstrap.configuration.yaml.YamlNode;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.DevicePattern;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads a pipeline. */
public final class PipelineReader {

    public static final Keys KEYS = Keys.of(
            "pipeline",
            "source",
            "payload",
            "time",
            "limits",
            "forgetDevicesAfter",
            "rules",
            "windows",
            "sinks",
            "trigger",
            "checkpoint",
            "maintenance",
            "storage",
            "spark",
            "metrics");

    private static final Keys LIMITS = Keys.of("metricsPerDevice", "devices");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final int MOST_NAMES = 1_000_000_000;

    private PipelineReader() {}

    public static Read<PipelinePlan> read(YamlNode root) {
        return plan(root).withProblems(MaintenanceReader.problems(root));
    }

    private static Read<PipelinePlan> plan(YamlNode root) {
        return root.mapping(
                        "a pipeline",
                        KEYS,
                        pipeline -> Read.together(
                                draft(pipeline),
                                pipeline.optional("metrics", MetricsReader::read),
                                pipeline.optional("limits", FleetLimits.DEFAULT, PipelineReader::limits),
                                pipeline.optional("forgetDevicesAfter", PipelineReader::forgetting),
                                (draft, metrics, limits, forgetting) -> draft.metrics(metrics)
                                        .limits(limits.forgettingAfter(forgetting))
                                        .build()))
                .checked(plan -> settledByStorage(root));
    }

    /** Settings of Spark that {@code storage} gives already. */
    private static Seq<ConfigurationProblem> settledByStorage(YamlNode pipeline) {
        Map<String, SettingValue> storage = storage(pipeline);
        return pipeline.find("spark")
                .flatMap(node -> node.entries("").toOption())
                .getOrElse(List.empty())
                .filter(entry -> storage.containsKey(entry.name()))
                .map(entry -> entry.key()
                        .problem(Quoted.of(entry.name()) + " is what `storage` says already: leave one of them out"));
    }

    private static Map<String, SettingValue> storage(YamlNode pipeline) {
        return pipeline.entries("a pipeline")
                .flatMap(entries -> StorageReader.settings(new YamlMapping(pipeline, entries)))
                .getOrElse(LinkedHashMap.empty());
    }

    private static Read<PipelineDraft> draft(YamlMapping pipeline) {
        return Read.together(
                pipeline.required("pipeline", PipelineReader::name),
                flow(pipeline),
                pipeline.optional("payload", PayloadPlan.DEFAULT, PayloadReader::payload),
                pipeline.optional("time", TimePolicy.DEFAULT, TimePolicyReader::policy),
                rules(pipeline),
                windows(pipeline),
                StorageReader.settings(pipeline),
                pipeline.optional("spark", LinkedHashMap.empty(), SettingsReader::engine),
                (name, flow, payload, time, rules, windows, storage, settings) -> PipelinePlan.named(name)
                        .source(flow.source().plan())
                        .payload(payload)
                        .time(time)
                        .rules(rules)
                        .windows(windows)
                        .sinks(flow.sinks().mapValues(sinks -> sinks.map(Located::plan)))
                        .trigger(flow.trigger())
                        .checkpoint(flow.checkpoint().plan())
                        .engineSettings(settings.merge(storage)));
    }

    private static Read<DataFlow> flow(YamlMapping pipeline) {
        return DataFlow.read(pipeline)
                .checked(flow -> flow.overlaps().appendAll(TriggerConflicts.problems(pipeline, flow)));
    }

    private static Read<String> name(YamlNode node) {
        String expected = "a name of 1 to 128 of the characters A-Z a-z 0-9 . _ -";
        return node.parse(
                expected,
                text -> NAME.matcher(text).matches()
                        ? Either.right(text)
                        : Either.left("expected " + expected + ", found " + Quoted.of(text)));
    }

    private static Read<FleetLimits> limits(YamlNode node) {
        FleetLimits standard = FleetLimits.DEFAULT;
        return node.mapping(
                "a mapping such as { metricsPerDevice: 10000, devices: 1000000 }",
                LIMITS,
                limits -> Read.together(
                        limits.optional("metricsPerDevice", standard.metricsPerDevice(), PipelineReader::limit),
                        limits.optional("devices", standard.devices(), PipelineReader::limit),
                        FleetLimits::new));
    }

    private static Read<Duration> forgetting(YamlNode node) {
        return Values.duration(node, FleetLimits.FORGETTING);
    }

    private static Read<Integer> limit(YamlNode node) {
        return Values.wholeNumber(node, 1, MOST_NAMES);
    }

    private static Read<WindowBook> windows(YamlMapping pipeline) {
        Option<YamlEntry> sink = DataFlow.sink(pipeline, Output.WINDOWS);
        if (!pipeline.has("windows") && sink.isDefined()) {
            return sink.get().key().invalid("this sink needs `windows`: say which windows, or leave the sink out");
        }
        return pipeline.optional("windows", WindowBook.EMPTY, WindowReader::list);
    }

    private static Read<RuleBook> rules(YamlMapping pipeline) {
        Seq<YamlEntry> needy =
                List.of(Output.ALARMS, Output.VIOLATIONS).flatMap(output -> DataFlow.sink(pipeline, output));
        if (!pipeline.has("rules") && needy.nonEmpty()) {
            return Read.problems(needy.map(sink ->
                    sink.key().problem(sink.name() + " need `rules`: name a rules file, or leave this sink out")));
        }
        return pipeline.optional(
                "rules",
                RuleBook.EMPTY,
                rules -> RuleReader.listOrFile(rules, settings(pipeline.node()), metricsNamedBy(pipeline)));
    }

    /** Whether windows name a metric: a pattern that is true of every one names none. */
    private static Predicate<String> metricsNamedBy(YamlMapping pipeline) {
        Seq<DevicePattern> globs = windows(pipeline)
                .getOrElse(WindowBook.EMPTY)
                .definitions()
                .flatMap(window -> window.metrics().globs())
                .filter(glob -> !glob.equals(DevicePattern.EVERY));
        return name -> globs.exists(glob -> glob.matches(name));
    }

    /** The settings of Spark in a pipeline's file, as far as they can be told: its rules may lie where those lead. */
    static Map<String, String> settings(YamlNode pipeline) {
        return pipeline.find("spark")
                .flatMap(spark -> SettingsReader.engine(spark).toOption())
                .getOrElse(LinkedHashMap.empty())
                .merge(storage(pipeline))
                .mapValues(SettingValue::value);
    }
}
