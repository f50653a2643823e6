package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Expression;
import io.vigie.domain.rule.expression.Function;

/** What a valid rule says and its author can hardly mean: told, and nothing is wrong. */
public final class RuleRemarks {

    private final Option<Metric> own;

    private RuleRemarks(Option<Metric> own) {
        this.own = own;
    }

    /** Those of a rule, each with the path of its entry. */
    public static Seq<RuleDefect> of(Rule rule) {
        RuleRemarks remarks = new RuleRemarks(rule.metric());
        return rule.raise()
                .zipWithIndex()
                .flatMap(entry -> Reads.conditionsOf(entry._1)
                        .flatMap(condition -> remarks.within(condition, Reads.metricsOf(rule)))
                        .distinct()
                        .map(remark -> new RuleDefect(RuleChecks.entryPath(entry._2), remark)));
    }

    /**
     * Those of an expression.
     *
     * @param evaluatedOn the metrics on whose readings it is evaluated
     */
    private Vector<String> within(Expression expression, Set<Metric> evaluatedOn) {
        Option<Call> call = expression.called();
        Vector<String> said = call.exists(called -> isAlwaysZero(called, evaluatedOn))
                ? Vector.of(
                        call.get() + " is always 0, since it is looked at on readings of that metric alone: let the "
                                + "condition read another metric too, or say `silent`")
                : Vector.empty();
        Option<Condition> measured = call.flatMap(Call::measured);
        Set<Metric> ofChildren = measured.map(this::metricsOf).getOrElse(evaluatedOn);
        return said.appendAll(expression.children().flatMap(child -> within(child, ofChildren)));
    }

    private boolean isAlwaysZero(Call call, Set<Metric> evaluatedOn) {
        return call.function() == Function.AGE
                && evaluatedOn.forAll(metric -> call.subjects().head().in(own).contains(metric));
    }

    private Set<Metric> metricsOf(Condition condition) {
        return Reads.subjectsOf(condition).flatMap(subject -> subject.in(own));
    }
}
