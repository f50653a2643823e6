package io.vigie.application.review;

import io.vavr.collection.Map;
import io.vavr.collection.SortedMap;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.RuleId;
import java.time.LocalDate;

/**
 * Alarms, counted.
 *
 * @param alarms how many there were
 * @param active how many of them had not cleared at the end
 * @param transitions how many transitions there were, by word
 * @param byRule how many alarms each rule raised, in the order of the rules; 0 for one that raised none
 * @param byDevice how many alarms each device had that had any
 * @param byDay how many were raised on each day, in UTC
 */
public record AlarmTally(
        long alarms,
        long active,
        Map<String, Long> transitions,
        Map<RuleId, Long> byRule,
        Map<DeviceId, Long> byDevice,
        SortedMap<LocalDate, Long> byDay) {

    /** How many transitions of this word there were. */
    public long transitions(String word) {
        return transitions.getOrElse(word, 0L);
    }
}
