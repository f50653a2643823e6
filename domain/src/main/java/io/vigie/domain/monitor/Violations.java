package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Finds the rules whose condition a reading meets by itself: everything but the reading's own value is undefined.
 * Devices that match the same rules share their checks. For one thread.
 */
public final class Violations {

    private final RuleBook rules;

    /** By the very object that the book gives to all devices of a kind, then by metric. */
    private final IdentityHashMap<Seq<Rule>, Map<String, ViolationCheck>> checks = new IdentityHashMap<>();

    /** Over these rules. */
    public Violations(RuleBook rules) {
        this.rules = rules;
    }

    /** The check of a device's readings of one metric. */
    public ViolationCheck check(String device, String metric) {
        return checks.computeIfAbsent(rules.matching(device), ofKind -> new HashMap<>())
                .computeIfAbsent(metric, name -> newCheck(rules.matching(device), name));
    }

    private static ViolationCheck newCheck(Seq<Rule> matching, String metric) {
        return new ViolationCheck(matching.filter(rule -> Reads.metricsOf(rule).contains(new Metric(metric))), metric);
    }
}
