package io.vigie.domain.rule;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import io.vigie.domain.reading.Metric;
import java.time.Duration;

/**
 * A rule while it is being written; {@link Rules#rule} begins one. It is immutable: each method answers with a new
 * draft, so that drafts may be kept and varied.
 */
public final class RuleDraft {

    private final RuleId id;
    private final Option<Metric> metric;
    private final DevicePattern devices;
    private final Vector<Tuple2<Severity, EntryDraft>> raise;
    private final Duration clearFor;
    private final String message;
    private final boolean shadow;

    private RuleDraft(
            RuleId id,
            Option<Metric> metric,
            DevicePattern devices,
            Vector<Tuple2<Severity, EntryDraft>> raise,
            Duration clearFor,
            String message,
            boolean shadow) {
        this.id = id;
        this.metric = metric;
        this.devices = devices;
        this.raise = raise;
        this.clearFor = clearFor;
        this.message = message;
        this.shadow = shadow;
    }

    static RuleDraft of(RuleId id) {
        return new RuleDraft(
                id, Option.none(), DevicePattern.EVERY, Vector.empty(), Duration.ZERO, Rule.DEFAULT_MESSAGE, false);
    }

    /**
     * The rule's own metric, which {@code value} stands for.
     *
     * @throws IllegalArgumentException when the name is empty or too long
     */
    public RuleDraft metric(String name) {
        return new RuleDraft(id, Option.some(new Metric(name)), devices, raise, clearFor, message, shadow);
    }

    /**
     * The devices it watches, a {@link DevicePattern}; without this, every device.
     *
     * @throws IllegalArgumentException when the glob is empty or too long
     */
    public RuleDraft devices(String glob) {
        return new RuleDraft(id, metric, new DevicePattern(glob), raise, clearFor, message, shadow);
    }

    /** Adds an entry: while it holds, the alarm is at least of this severity. */
    public RuleDraft raise(Severity severity, EntryDraft entry) {
        return new RuleDraft(id, metric, devices, raise.append(Tuple.of(severity, entry)), clearFor, message, shadow);
    }

    /** How long no entry must have held before the alarm clears; without this, it clears at once. */
    public RuleDraft clearAfter(Duration duration) {
        return new RuleDraft(id, metric, devices, raise, duration, message, shadow);
    }

    /** The alarm's text, with {@link Placeholder}s; without this, {@link Rule#DEFAULT_MESSAGE}. */
    public RuleDraft message(String text) {
        return new RuleDraft(id, metric, devices, raise, clearFor, text, shadow);
    }

    /** Puts the rule on trial: its alarms are recorded, and sent nowhere else. */
    public RuleDraft shadow() {
        return new RuleDraft(id, metric, devices, raise, clearFor, message, true);
    }

    /** The rule, or every defect it has. */
    public Validation<Seq<RuleDefect>, Rule> validate() {
        Seq<Validation<Seq<RuleDefect>, RaiseEntry>> entries = raise.zipWithIndex((entry, index) -> entry._2
                .entry(entry._1)
                .mapError(defects -> defects.map(defect -> defect.within(RuleChecks.entryPath(index)))));
        Seq<RuleDefect> defects = entries.zipWithIndex()
                .flatMap(entry -> entry._1.fold(
                        own -> own, valid -> RuleChecks.defectsOf(metric, valid, RuleChecks.entryPath(entry._2))))
                .appendAll(RuleChecks.defectsBeside(raise, clearFor, message));
        return defects.isEmpty()
                ? Validation.valid(
                        new Rule(id, metric, devices, entries.map(Validation::get), clearFor, message, shadow))
                : Validation.invalid(defects);
    }

    /**
     * The rule.
     *
     * @throws IllegalArgumentException when it is not valid, with every defect and, for expressions, the place
     */
    public Rule build() {
        return validate().toEither().getOrElseThrow(defects -> Rules.refused("Rule " + id + " is not valid.", defects));
    }
}
