package io.vigie.domain.monitor.compiled;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.monitor.readings.MetricTable;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleSignature;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.CompiledQuantity;
import io.vigie.domain.rule.expression.Kept;
import io.vigie.domain.rule.expression.Places;

/** A rule, made ready for the devices that the same rules and windows watch. */
public final class CompiledRule {

    public final Rule rule;
    public final CompiledEntry[] entries;
    public final long clearFor;
    public final MessageTemplate message;

    /** The rule's own metric's place in the table, or {@link MetricTable#UNREAD}. */
    public final int ownMetric;

    /** The places of the metrics it reads. */
    public final int[] metrics;

    /** What it calculates from the past. */
    public final Calculation[] calculations;

    /** How it looks at the past of metrics. */
    public final Look[] looks;

    /** Its {@link RuleSignature}: another one after an edit, and what was remembered for the rule is of no use. */
    public final long signature;

    /**
     * A function that looks at the past of a metric.
     *
     * @param metric the metric's place
     * @param kept what it needs kept of it
     * @param span how far it looks back, in microseconds; 0 where it has no span
     */
    public record Look(int metric, Seq<Kept> kept, long span) {}

    public CompiledRule(Rule rule, MetricTable table) {
        this.rule = rule;
        ownMetric = rule.metric().map(table::find).getOrElse(MetricTable.UNREAD);
        Places places = table.places(rule);
        entries = rule.raise().map(entry -> new CompiledEntry(entry, places)).toJavaArray(CompiledEntry[]::new);
        clearFor = Microseconds.of(rule.clearFor());
        message = new MessageTemplate(rule.message());
        metrics = Reads.metricsOf(rule).toJavaStream().mapToInt(table::find).toArray();
        Seq<Call> calls = Reads.callsIn(rule).filter(Call::looksBack).distinct();
        calculations = calls.flatMap(call -> call.node().swap().toOption())
                .map(quantity -> new Calculation(quantity.toString(), CompiledQuantity.compile(quantity, places)))
                .toJavaArray(Calculation[]::new);
        looks = calls.flatMap(call -> call.subjects()
                        .map(subject -> new Look(
                                places.metric(subject),
                                call.function().keeps(),
                                call.span().map(Microseconds::of).getOrElse(0L))))
                .toJavaArray(Look[]::new);
        signature = RuleSignature.of(rule).number();
    }

    /**
     * The limits it compares its metric's latest value with, where it looks at nothing else, neither at other metrics
     * nor at how many readings there were: two values with none of them between are the same to it.
     */
    public Option<Seq<Double>> limits() {
        Option<Seq<Double>> all = Option.when(metrics.length == 1, Array::empty);
        for (CompiledEntry entry : entries) {
            all = all.flatMap(some -> entry.limits().map(some::appendAll));
        }
        return all;
    }
}
