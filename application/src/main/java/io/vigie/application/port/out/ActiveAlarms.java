package io.vigie.application.port.out;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;

/**
 * How many alarms are active in the state of devices, reckoned from what happens to them: nobody looks through the
 * state for it. Those of rules that are not in force are kept as well, for as long as the state does, which is until a
 * device is looked at again.
 *
 * @param counts those that are not zero
 */
public record ActiveAlarms(Map<Kind, Long> counts) {

    /** None are. */
    public static final ActiveAlarms NONE = new ActiveAlarms(HashMap.empty());

    /** What they are counted by. */
    public record Kind(RuleId rule, Severity severity) {}

    /** After these transitions, and with these alarms forgotten. */
    public ActiveAlarms after(Map<TransitionKind, Long> transitions, Map<ForgottenAlarm, Long> forgotten) {
        Map<Kind, Long> after = counts;
        for (Tuple2<TransitionKind, Long> each : transitions) {
            TransitionKind kind = each._1;
            if (kind.from().isDefined()) {
                after = plus(after, new Kind(kind.rule(), kind.from().get()), -each._2);
            }
            if (kind.staysActive()) {
                after = plus(after, new Kind(kind.rule(), kind.severity()), each._2);
            }
        }
        for (Tuple2<ForgottenAlarm, Long> each : forgotten) {
            after = plus(after, new Kind(each._1.rule(), each._1.severity()), -each._2);
        }
        return new ActiveAlarms(after.filterValues(count -> count != 0));
    }

    private static Map<Kind, Long> plus(Map<Kind, Long> counts, Kind kind, long more) {
        return counts.put(kind, more, Long::sum);
    }

    /** How many there are of each rule, whatever their severity. */
    public Map<RuleId, Long> byRule() {
        return counts.foldLeft(
                HashMap.<RuleId, Long>empty(), (sums, each) -> sums.put(each._1.rule(), each._2, Long::sum));
    }

    /** Those of the rules that are in force, or of those of them that are on trial. */
    public Map<Kind, Long> of(RuleBook rules, boolean shadow) {
        return counts.filterKeys(kind -> rules.rule(kind.rule()).exists(rule -> rule.shadow() == shadow));
    }
}
