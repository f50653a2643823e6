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
 * A pipeline as plain data: what to read, how to judge it, where to write it. {@link #named} begins one:
 * <pre>{@code
 * PipelinePlan plan = PipelinePlan.named("boilers")
 *         .source(new SourcePlan.JsonFiles("/data/in"))
 *         .rules(overheat)
 *         .alarmsTo(new SinkPlan.DeltaTable("/data/out/alarms"))
 *         .checkpoint("/data/out/checkpoint")
 *         .build();
 * }</pre>
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

    /** Begins one: a draft, of which source, sinks and checkpoint are still to be given. */
    public static PipelineDraft named(String name) {
        return PipelineDraft.named(name);
    }

    /** A draft of the same, to vary. */
    public PipelineDraft draft() {
        return PipelineDraft.of(this);
    }

    /** Whether this output is wanted. */
    public boolean writes(Output output) {
        return sinks.containsKey(output);
    }

    /** Whether it writes something for which devices must be remembered. */
    public boolean needsState() {
        return sinks.keySet().exists(Output::needsState);
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
