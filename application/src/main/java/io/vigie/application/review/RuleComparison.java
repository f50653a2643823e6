package io.vigie.application.review;

import io.vavr.collection.Map;
import io.vavr.collection.Seq;

/**
 * The rules of now held against those of before.
 *
 * @param before what the rules of before raised
 * @param changes the earliest changes, in the order of their time
 * @param count how many changes there are in all, by word
 * @param unchanged how many alarms are the same under both
 */
public record RuleComparison(AlarmTally before, Seq<AlarmChange> changes, Map<String, Long> count, long unchanged) {

    /** How many changes of this word there are. */
    public long count(String word) {
        return count.getOrElse(word, 0L);
    }

    /** How many changes there are. */
    public long changesInAll() {
        return count.values().sum().longValue();
    }
}
