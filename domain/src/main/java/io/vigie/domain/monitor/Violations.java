package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the rules whose condition a reading meets by itself: everything but the reading's own value is undefined.
 * Devices that match the same rules share their checks. For one thread.
 */
public final class Violations {

    private final RuleBook rules;

    /** By the very object that the book gives to all devices of a kind, then by metric. */
    private final IdentityHashMap<Seq<Rule>, Map<String, ViolationCheck>> checks = new IdentityHashMap<>();

    /** That of the metrics that no rule reads, however many devices invent. */
    private final ViolationCheck none = new ViolationCheck(List.of(), "");

    /** Over these rules. */
    public Violations(RuleBook rules) {
        this.rules = rules;
    }

    /** The check of a device's readings of one metric. */
    public ViolationCheck check(String device, String metric) {
        return checks.computeIfAbsent(rules.matching(device), Violations::checks)
                .getOrDefault(metric, none);
    }

    private static Map<String, ViolationCheck> checks(Seq<Rule> matching) {
        Map<String, List<Rule>> readers = new HashMap<>();
        for (Rule rule : matching) {
            for (Metric metric : Reads.metricsOf(rule)) {
                readers.computeIfAbsent(metric.name(), name -> new ArrayList<>())
                        .add(rule);
            }
        }
        Map<String, ViolationCheck> checks = new HashMap<>();
        readers.forEach((metric, rules) -> checks.put(metric, new ViolationCheck(rules, metric)));
        return checks;
    }
}
