package io.vigie.application.plan;

import io.vavr.Tuple2;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.window.WindowBook;

/**
 * A pipeline as plain data: what to read, how to judge it, where to write it.
 *
 * @param name the pipeline's name; with the output's it marks what the pipeline has written
 * @param source where messages come from
 * @param payload what they are like
 * @param time what is late, and what comes from the future
 * @param rules what to watch for
 * @param windows what to add up
 * @param sinks each output's sinks, one or more; an output that is not here is not computed
 * @param trigger when a batch runs
 * @param checkpoint the directory of the pipeline's progress and state
 * @param engineSettings settings of the engine, by their names there
 * @param metrics where its numbers can be asked for; that is for the process which runs it, and none of the engine's
 *     business
 * @param limits how much is remembered of devices at most
 */
public record PipelinePlan(
        String name,
        SourcePlan source,
        PayloadPlan payload,
        TimePolicy time,
        RuleBook rules,
        WindowBook windows,
        Map<Output, Seq<SinkPlan>> sinks,
        TriggerPlan trigger,
        String checkpoint,
        Map<String, SettingValue> engineSettings,
        Option<MetricsPlan> metrics,
        FleetLimits limits) {

    /** One with the usual limits. */
    public PipelinePlan(
            String name,
            SourcePlan source,
            PayloadPlan payload,
            TimePolicy time,
            RuleBook rules,
            WindowBook windows,
            Map<Output, Seq<SinkPlan>> sinks,
            TriggerPlan trigger,
            String checkpoint,
            Map<String, SettingValue> engineSettings,
            Option<MetricsPlan> metrics) {
        this(
                name,
                source,
                payload,
                time,
                rules,
                windows,
                sinks,
                trigger,
                checkpoint,
                engineSettings,
                metrics,
                FleetLimits.DEFAULT);
    }

    /** One that nobody can ask for numbers. */
    public PipelinePlan(
            String name,
            SourcePlan source,
            PayloadPlan payload,
            TimePolicy time,
            RuleBook rules,
            WindowBook windows,
            Map<Output, Seq<SinkPlan>> sinks,
            TriggerPlan trigger,
            String checkpoint,
            Map<String, SettingValue> engineSettings) {
        this(name, source, payload, time, rules, windows, sinks, trigger, checkpoint, engineSettings, Option.none());
    }

    /** One without windows. */
    public PipelinePlan(
            String name,
            SourcePlan source,
            PayloadPlan payload,
            TimePolicy time,
            RuleBook rules,
            Map<Output, Seq<SinkPlan>> sinks,
            TriggerPlan trigger,
            String checkpoint,
            Map<String, SettingValue> engineSettings) {
        this(name, source, payload, time, rules, WindowBook.EMPTY, sinks, trigger, checkpoint, engineSettings);
    }

    /** The same, with its numbers at this address. */
    public PipelinePlan withMetrics(Option<MetricsPlan> at) {
        return new PipelinePlan(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, engineSettings, at, limits);
    }

    /** The same, within these limits. */
    public PipelinePlan withLimits(FleetLimits others) {
        return new PipelinePlan(
                name,
                source,
                payload,
                time,
                rules,
                windows,
                sinks,
                trigger,
                checkpoint,
                engineSettings,
                metrics,
                others);
    }

    /** Whether this output is wanted. */
    public boolean writes(Output output) {
        return sinks.containsKey(output);
    }

    /**
     * Every setting that is handed on by its name, those of the engine, of the source and of the sinks, and every secret
     * of theirs.
     */
    public Seq<Tuple2<String, SettingValue>> settings() {
        Seq<SinkPlan> all = sinks.values().flatMap(each -> each);
        return engineSettings
                .toList()
                .appendAll(source.options())
                .appendAll(source.secrets())
                .appendAll(all.flatMap(SinkPlan::options))
                .appendAll(all.flatMap(SinkPlan::secrets));
    }
}
