package io.vigie.application.review;

import io.vavr.collection.Seq;
import io.vigie.domain.rule.Rule;
import java.io.Serializable;

/**
 * How an alarm came about, and what became of it.
 *
 * @param rule the rule that raised it
 * @param alarm the alarm, with the explanation of each transition
 * @param steps the evaluations and deadlines that led to it and followed up to its clearing, or to the end of history
 * @param leftOut how many steps in the middle of a very long alarm are left out
 * @param before near misses since the alarm before it, or since the beginning
 * @param after near misses from its clearing to the next alarm, or to the end
 */
public record AlarmStory(Rule rule, PastAlarm alarm, Seq<Step> steps, long leftOut, NearMisses before, NearMisses after)
        implements Serializable {

    /**
     * Near misses of a stretch of time.
     *
     * @param nearest the nearest of them, in the order of their time
     * @param inAll how many there were
     */
    public record NearMisses(Seq<NearMiss> nearest, long inAll) implements Serializable {}
}
