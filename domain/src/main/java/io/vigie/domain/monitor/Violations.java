package io.vigie.domain.monitor;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.Reads;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the rules whose condition a reading meets by itself: everything but the reading's own value is undefined.
 * Devices that match the same rules share the outcome. Safe for any number of threads.
 */
public final class Violations {

    private final RuleBook rules;

    /** By the very object that the book gives to all devices of a kind, then by metric: the rules that read it. */
    private final Map<Seq<Rule>, Map<String, Seq<Rule>>> readers = Collections.synchronizedMap(new IdentityHashMap<>());

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
        Seq<Rule> reading = readers.computeIfAbsent(matching, rulesOfKind -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        metric,
                        name -> matching.filter(rule -> Reads.metricsOf(rule).contains(new Metric(name))));
        return reading.isEmpty() ? ViolationCheck.NOTHING_TO_CHECK : new ViolationCheck(reading, metric);
    }
}
