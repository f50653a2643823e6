package io.vigie.domain.monitor.readings;

import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.expression.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics that a set of rules reads, each with a place of its own and what is asked of its past. */
public final class MetricTable {

    /** The place of a metric that is not in the table. */
    public static final int UNREAD = -1;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<MetricNeeds> needs = new ArrayList<>();

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
        }
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
