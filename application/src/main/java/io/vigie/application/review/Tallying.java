package io.vigie.application.review;

import io.vavr.collection.LinkedHashMap;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts alarms as they are found. */
final class Tallying {

    private long alarms;
    private long active;
    private final Map<String, Long> transitions = new HashMap<>();
    private final Map<RuleId, Long> byRule = new java.util.LinkedHashMap<>();
    private final Map<DeviceId, Long> byDevice = new TreeMap<>();
    private final Map<LocalDate, Long> byDay = new TreeMap<>();

    Tallying(RuleBook rules) {
        rules.rules().map(Rule::id).forEach(rule -> byRule.put(rule, 0L));
    }

    void add(PastAlarm alarm) {
        alarms++;
        active += alarm.clearedAt().isEmpty() ? 1 : 0;
        alarm.transitions().forEach(transition -> transitions.merge(transition.word(), 1L, Long::sum));
        byRule.merge(alarm.rule(), 1L, Long::sum);
        byDevice.merge(alarm.device(), 1L, Long::sum);
        byDay.merge(alarm.raisedAt().atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum);
    }

    AlarmTally tally() {
        return new AlarmTally(
                alarms,
                active,
                LinkedHashMap.ofAll(transitions),
                LinkedHashMap.ofAll(byRule),
                LinkedHashMap.ofAll(byDevice),
                io.vavr.collection.TreeMap.ofAll(byDay));
    }
}
