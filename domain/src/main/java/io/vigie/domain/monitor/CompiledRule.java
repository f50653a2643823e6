package io.vigie.domain.monitor;

import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Call;
import io.vigie.domain.rule.CompiledQuantity;
import io.vigie.domain.rule.Function;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleSignature;
import io.vigie.domain.rule.Subject;
import java.util.function.ToIntFunction;

/** A rule, made ready for the devices that share a {@link DeviceMonitor}. */
final class CompiledRule {

    /** The rule's own metric is not in the table. */
    static final int NO_METRIC = -1;

    final Rule rule;
    final CompiledEntry[] entries;
    final long clearFor;
    final MessageTemplate message;

    /** The rule's own metric's place in the table, or {@link #NO_METRIC}. */
    final int ownMetric;

    /** The places of the metrics it reads. */
    final int[] metrics;

    /** What it calculates from the past. */
    final Calculation[] calculations;

    /** The places of the metrics that it watches for flat lines. */
    final int[] flatlines;

    /** Its {@link RuleSignature}: another one after an edit, and what was remembered for the rule is of no use. */
    final long signature;

    CompiledRule(Rule rule, ToIntFunction<Metric> table) {
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
    Option<Seq<Double>> limits() {
        Option<Seq<Double>> all = Option.when(metrics.length == 1, Array::empty);
        for (CompiledEntry entry : entries) {
            all = all.flatMap(some -> entry.limits().map(some::appendAll));
        }
        return all;
    }

    RuleState newState() {
        EntryState[] states = new EntryState[entries.length];
        for (int i = 0; i < entries.length; i++) {
            states[i] = entries[i].newState();
        }
        return new RuleState(states);
    }
}
