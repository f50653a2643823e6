package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the rules whose condition a reading meets by itself: everything but the reading's own value is undefined.
 * Devices that match the same rules share the outcome. Safe for any number of threads.
 */
public final class Violations {

    private final RuleBook rules;
    private final Map<Key, Seq<Rule>> byDeviceRules = new ConcurrentHashMap<>();

    private record Key(Seq<Rule> deviceRules, String metric) {}

    /** Over these rules. */
    public Violations(RuleBook rules) {
        this.rules = rules;
    }

    /** The check of a device's readings of one metric; for one thread at a time, kept by whoever asks. */
    public ViolationCheck check(String device, String metric) {
        Seq<Rule> matching = rules.matching(device);
        if (matching.isEmpty()) {
            return ViolationCheck.NOTHING_TO_CHECK;
        }
        Seq<Rule> reading = byDeviceRules.computeIfAbsent(
                new Key(matching, metric),
                key -> key.deviceRules.filter(rule -> Reads.metricsOf(rule).contains(new Metric(key.metric))));
        return reading.isEmpty() ? ViolationCheck.NOTHING_TO_CHECK : new ViolationCheck(reading, metric);
    }
}
