package io.vigie.domain.monitor;

import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Call;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics that a set of rules reads, each with a place of its own and what is asked of its past. */
final class MetricTable {

    private final Map<String, Integer> places = new HashMap<>();
    private final List<Metric> metrics = new ArrayList<>();
    private final List<MetricNeeds> needs = new ArrayList<>();

    MetricTable(Iterable<Rule> rules) {
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

    int size() {
        return metrics.size();
    }

    Metric metric(int place) {
        return metrics.get(place);
    }

    MetricNeeds needs(int place) {
        return needs.get(place);
    }

    /** Whether a rule asks for the least or greatest value of a span. */
    boolean asksForExtremes() {
        return needs.stream().anyMatch(MetricNeeds::asksForExtremes);
    }

    /** The place of a metric, or -1 where no rule reads it. */
    int find(String name) {
        Integer place = places.get(name);
        return place == null ? -1 : place;
    }

    int find(Metric metric) {
        return find(metric.name());
    }
}
