package io.vigie.application.plan;

import io.vavr.Tuple;
import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.monitor.FleetLimits;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Rules;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline while it is being written; {@link PipelinePlan#named} begins one. It needs a source, a checkpoint and a
 * sink; all else has the default that it has in a pipeline file. It is immutable: each method answers with a new draft,
 * so that drafts may be kept and varied.
 */
public final class PipelineDraft {

    private final String name;
    private final @Nullable SourcePlan source;
    private final PayloadPlan payload;
    private final TimePolicy time;
    private final RuleBook rules;
    private final WindowBook windows;
    private final Map<Output, Seq<SinkPlan>> sinks;
    private final TriggerPlan trigger;
    private final @Nullable String checkpoint;
    private final Map<String, SettingValue> settings;
    private final Option<MetricsPlan> metrics;
    private final FleetLimits limits;

    private PipelineDraft(
            String name,
            @Nullable SourcePlan source,
            PayloadPlan payload,
            TimePolicy time,
            RuleBook rules,
            WindowBook windows,
            Map<Output, Seq<SinkPlan>> sinks,
            TriggerPlan trigger,
            @Nullable String checkpoint,
            Map<String, SettingValue> settings,
            Option<MetricsPlan> metrics,
            FleetLimits limits) {
        this.name = name;
        this.source = source;
        this.payload = payload;
        this.time = time;
        this.rules = rules;
        this.windows = windows;
        this.sinks = sinks;
        this.trigger = trigger;
        this.checkpoint = checkpoint;
        this.settings = settings;
        this.metrics = metrics;
        this.limits = limits;
    }

    /** One of which nothing but the name is known. */
    static PipelineDraft named(String name) {
        return new PipelineDraft(
                name,
                null,
                PayloadPlan.DEFAULT,
                TimePolicy.DEFAULT,
                RuleBook.EMPTY,
                WindowBook.EMPTY,
                LinkedHashMap.empty(),
                TriggerPlan.DEFAULT,
                null,
                LinkedHashMap.empty(),
                Option.none(),
                FleetLimits.DEFAULT);
    }

    /** One that is complete, and is to be varied. */
    static PipelineDraft of(PipelinePlan plan) {
        return new PipelineDraft(
                plan.name(),
                plan.source(),
                plan.payload(),
                plan.time(),
                plan.rules(),
                plan.windows(),
                plan.sinks(),
                plan.trigger(),
                plan.checkpoint(),
                plan.engineSettings(),
                plan.metrics(),
                plan.limits());
    }

    // In each of these the parameter hides the field that it stands for; the others are handed on.

    /** Under another name. */
    public PipelineDraft name(String name) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** Where messages come from. */
    public PipelineDraft source(SourcePlan source) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** What messages are like; without this, {@link PayloadPlan#DEFAULT}. */
    public PipelineDraft payload(PayloadPlan payload) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** What is late, and what comes from the future; without this, {@link TimePolicy#DEFAULT}. */
    public PipelineDraft time(TimePolicy time) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** What to watch for; without this, nothing. */
    public PipelineDraft rules(RuleBook rules) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /**
     * What to watch for: these rules and no others.
     *
     * @throws IllegalArgumentException when they make no book, see {@link Rules#rules}
     */
    public PipelineDraft rules(Rule... those) {
        return rules(Rules.rules(those));
    }

    /** What to add up; without this, nothing. */
    public PipelineDraft windows(WindowBook windows) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /**
     * What to add up: these windows and no others.
     *
     * @throws IllegalArgumentException when they make no book, see {@link WindowBook#of}
     */
    public PipelineDraft windows(WindowDefinition... those) {
        return windows(WindowBook.of(those));
    }

    /** Each output's sinks, in place of all there were. */
    public PipelineDraft sinks(Map<Output, Seq<SinkPlan>> sinks) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** Where readings go, to each of these; to none, and they are not written. */
    public PipelineDraft readingsTo(SinkPlan... targets) {
        return to(Output.READINGS, targets);
    }

    /** Where alarms go, to each of these; to none, and they are not looked for. */
    public PipelineDraft alarmsTo(SinkPlan... targets) {
        return to(Output.ALARMS, targets);
    }

    /** Where windows go, to each of these; to none, and they are not added up. */
    public PipelineDraft windowsTo(SinkPlan... targets) {
        return to(Output.WINDOWS, targets);
    }

    /** Where violations go, to each of these; to none, and they are not looked for. */
    public PipelineDraft violationsTo(SinkPlan... targets) {
        return to(Output.VIOLATIONS, targets);
    }

    /** Where rejected messages go, to each of these; to none, and they are only counted. */
    public PipelineDraft rejectedTo(SinkPlan... targets) {
        return to(Output.REJECTED, targets);
    }

    private PipelineDraft to(Output output, SinkPlan... targets) {
        return sinks(targets.length == 0 ? sinks.remove(output) : sinks.put(output, List.of(targets)));
    }

    /** When a batch runs; without this, {@link TriggerPlan#DEFAULT}. */
    public PipelineDraft trigger(TriggerPlan trigger) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** The directory of the pipeline's progress and state, its own alone. */
    public PipelineDraft checkpoint(String checkpoint) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** Settings of the engine, by their names there; without this, none. */
    public PipelineDraft engineSettings(Map<String, SettingValue> settings) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** Where its numbers can be asked for; without this, nowhere. */
    public PipelineDraft metrics(Option<MetricsPlan> metrics) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /** How much is remembered of devices at most; without this, {@link FleetLimits#DEFAULT}. */
    public PipelineDraft limits(FleetLimits limits) {
        return new PipelineDraft(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    /**
     * The pipeline.
     *
     * @throws IllegalStateException when it has no source, no sink or no checkpoint, with all of these that are missing
     */
    public PipelinePlan build() {
        if (source == null || sinks.isEmpty() || checkpoint == null) {
            throw new IllegalStateException("The pipeline " + name + " is not complete. " + missing());
        }
        return new PipelinePlan(
                name, source, payload, time, rules, windows, sinks, trigger, checkpoint, settings, metrics, limits);
    }

    private String missing() {
        return List.of(
                        Tuple.of(source == null, "It has no source: say with source(…) where messages come from."),
                        Tuple.of(
                                sinks.isEmpty(),
                                "It has no sink: say with readingsTo(…), alarmsTo(…), windowsTo(…), violationsTo(…) or"
                                        + " rejectedTo(…) what it writes, and where."),
                        Tuple.of(
                                checkpoint == null,
                                "It has no checkpoint: say with checkpoint(…) which directory keeps its progress."))
                .filter(part -> part._1)
                .map(part -> part._2)
                .mkString(" ");
    }
}
