package io.vigie.domain.monitor.compiled;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleSignature;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.CompiledQuantity;
import io.vigie.domain.rule.expression.Function;
import io.vigie.domain.rule.expression.Subject;
import java.util.function.ToIntFunction;

/** A rule, made ready for the devices that the same rules and windows watch. */
public final class CompiledRule {

    /** The rule's own metric is not in the table. */
    static final int NO_METRIC = -1;

    public final Rule rule;
    public final CompiledEntry[] entries;
    public final long clearFor;
    public final MessageTemplate message;

    /** The rule's own metric's place in the table, or {@link #NO_METRIC}. */
    public final int ownMetric;

    /** The places of the metrics it reads. */
    public final int[] metrics;

    /** What it calculates from the past. */
    public final Calculation[] calculations;

    /** The places of the metrics that it watches for flat lines. */
    public final int[] flatlines;

    /** Its {@link RuleSignature}: another one after an edit, and what was remembered for the rule is of no use. */
    public final long signature;

    public CompiledRule(Rule rule, ToIntFunction<Metric> table) {
        this.rule = rule;
        ownMetric = rule.metric().map(table::applyAsInt).getOrElse(NO_METRIC);
        ToIntFunction<Subject> subjects =
                subject -> subject instanceof Subject.Named named ? table.applyAsInt(named.metric()) : ownMetric;
        entries = rule.raise().map(entry -> new CompiledEntry(entry, subjects)).toJavaArray(CompiledEntry[]::new);
        clearFor = Microseconds.of(rule.clearFor());
        message = new MessageTemplate(rule.message());
        metrics = Reads.metricsOf(rule).toJavaStream().mapToInt(table).toArray();
        Seq<Call> calls =
                Reads.callsIn(rule).filter(call -> !call.subjects().isEmpty()).distinct();
        calculations = calls.flatMap(call -> call.node().swap().toOption())
                .map(quantity -> new Calculation(quantity.toString(), CompiledQuantity.compile(quantity, subjects)))
                .toJavaArray(Calculation[]::new);
        flatlines = calls.filter(call -> call.function() == Function.FLATLINE)
                .flatMap(Call::subjects)
                .toJavaStream()
                .mapToInt(subjects)
                .toArray();
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
