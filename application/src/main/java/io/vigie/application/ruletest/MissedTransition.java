package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.alarm.Explanation.Evidence;
import java.time.Instant;

/**
 * Where a rule stood when a transition was expected of it that did not come.
 *
 * @param expected what was expected
 * @param at when the rule was looked at last, by a reading or a deadline, up to the expected instant; none where never
 * @param entries its entries then
 * @param readings the latest readings then of the metrics that the rule reads
 */
public record MissedTransition(
        ExpectedTransition expected, Option<Instant> at, Seq<EntryStanding> entries, Seq<Evidence> readings) {

    /**
     * Where an entry stood.
     *
     * @param limit the entry as the rule has it
     * @param when what its condition came to, as rules have it: true, false or undefined; none for a silence
     * @param holds whether the entry held
     */
    public record EntryStanding(String limit, Option<String> when, boolean holds) {}
}
