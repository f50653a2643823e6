package io.vigie.domain.monitor.readings;

import io.vigie.domain.reading.Metric;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.CompiledCondition;
import io.vigie.domain.rule.expression.Condition;
import io.vigie.domain.rule.expression.Places;
import io.vigie.domain.rule.expression.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The metrics that a set of rules reads, each with a place of its own and what is asked of its past, and the conditions
 * of which they ask for how long they were true.
 */
public final class MetricTable {

    /** The place of a metric that is not in the table. */
    public static final int UNREAD = -1;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<MetricNeeds> needs = new ArrayList<>();

    /** One that looks at how long another was true comes after it. */
    private final List<MeasuredCondition> conditions = new ArrayList<>();

    public MetricTable(Iterable<Rule> rules) {
        for (Rule rule : rules) {
            for (Metric metric : Reads.metricsOf(rule)) {
                place(metric);
            }
            for (Call call : Reads.callsIn(rule)) {
                call.subjects()
                        .flatMap(subject -> subject.in(rule.metric()))
                        .forEach(metric -> needs.get(place(metric)).add(call));
            }
            // In a tree, what is within comes after what it is in.
            for (Call call : Reads.callsIn(rule).reverse()) {
                call.measured()
                        .forEach(condition -> measure(
                                rule, condition, Microseconds.of(call.span().get())));
            }
        }
    }

    private void measure(Rule rule, Condition condition, long span) {
        String name = nameOf(condition, rule);
        int place = findCondition(name);
        if (place == UNREAD) {
            place = conditions.size();
            int[] metricPlaces = Reads.subjectsOf(condition)
                    .flatMap(subject -> subject.in(rule.metric()))
                    .toJavaStream()
                    .mapToInt(this::find)
                    .distinct()
                    .toArray();
            conditions.add(
                    new MeasuredCondition(name, CompiledCondition.compile(condition, places(rule)), metricPlaces));
        }
        MeasuredCondition measured = conditions.get(place);
        measured.longestSpan = Math.max(measured.longestSpan, span);
    }

    private static String nameOf(Condition condition, Rule rule) {
        return Reads.subjectsOf(condition).exists(subject -> subject instanceof Subject.Own)
                ? condition + " of " + rule.metric().get()
                : condition.toString();
    }

    /** Where the expressions of a rule find what they speak of. */
    public Places places(Rule rule) {
        return new Places() {
            @Override
            public int metric(Subject subject) {
                return subject.in(rule.metric()).map(MetricTable.this::find).getOrElse(UNREAD);
            }

            @Override
            public int condition(Condition condition) {
                return findCondition(nameOf(condition, rule));
            }
        };
    }

    /** The conditions that are measured: on each observation in this order. */
    public List<MeasuredCondition> conditions() {
        return conditions;
    }

    /** The place of a condition that is measured, or {@link #UNREAD} where nobody asks for it. */
    public int findCondition(String name) {
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).name.equals(name)) {
                return i;
            }
        }
        return UNREAD;
    }

    /** The places of the conditions that read a metric, in their order. */
    public int[] conditionsOf(int metric) {
        return IntStream.range(0, conditions.size())
                .filter(place -> IntStream.of(conditions.get(place).metrics).anyMatch(read -> read == metric))
                .toArray();
    }

    /** Whether anything is to be kept that states of before had no room for. */
    public boolean asksForMore() {
        return !conditions.isEmpty() || needs.stream().anyMatch(needed -> needed.previous || needed.counter);
    }

    private int place(Metric metric) {
        Integer known = places.get(metric.name());
        if (known != null) {
            return known;
        }
        places.put(metric.name(), metrics.size());
        metrics.add(metric);
        needs.add(new MetricNeeds());
        return metrics.size() - 1;
    }

    public int size() {
        return metrics.size();
    }

    public Metric metric(int place) {
        return metrics.get(place);
    }

    public MetricNeeds needs(int place) {
        return needs.get(place);
    }

    /** Whether a rule asks for the least or greatest value of a span. */
    public boolean asksForExtremes() {
        return needs.stream().anyMatch(MetricNeeds::asksForExtremes);
    }

    /** The place of a metric, or {@link #UNREAD} where no rule reads it. */
    public int find(String name) {
        Integer place = places.get(name);
        return place == null ? UNREAD : place;
    }

    public int find(Metric metric) {
        return find(metric.name());
    }
}
