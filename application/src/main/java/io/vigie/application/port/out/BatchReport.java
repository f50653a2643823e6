package io.vigie.application.port.out;

import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import java.time.Duration;
import java.time.Instant;

/**
 * What one batch came to. A batch that is repeated after a crash is reported again, by the process that repeats it.
 *
 * @param number the batch's number
 * @param readings how many valid readings it had, late and repeated ones included
 * @param late how many of them were late
 * @param repeated how many of them were alike to earlier ones, where such are looked for
 * @param rejected how many messages were rejected, by reason
 * @param transitionsByKind how many transitions there were of each kind
 * @param activeAlarms how many alarms of the rules in force are active after it, those of shadow rules apart; none where
 *     that is not known
 * @param startedAfresh how many devices forgot what they remembered for a rule, because it has come to read something
 *     else; each device is counted once, in the batch in which it is looked at first
 * @param droppedWindows of how many devices windows that were open are dropped, by the name of the windows: they were
 *     changed or removed; each device is counted once, in the batch in which it is looked at first
 * @param forgottenDevices how many devices were forgotten, because they had sent nothing for long or because somebody wanted it
 * @param unknownDevices how many devices somebody wanted to be forgotten of which nothing was remembered
 * @param windows how many windows were complete
 * @param uncounted how often a reading came too late for a window that it belongs to
 * @param violations how often a reading met a rule's condition by itself; counted only where that is written
 * @param headersLeftOut how many headers of messages were too long, or too many, to become tags
 * @param scatteredDevices how many devices had messages from more than one partition, whose order nobody knows
 * @param lost messages that were gone before they were read
 * @param backlog how many messages each part of the source had left when the batch was planned; empty where the source
 *     cannot tell
 * @param latestArrival when its latest reading arrived
 * @param took how long the batch took, from its plan to its last sink
 */
public record BatchReport(
        long number,
        long readings,
        long late,
        long repeated,
        Map<RejectionReason, Long> rejected,
        Map<TransitionKind, Long> transitionsByKind,
        Option<Long> activeAlarms,
        Map<RuleId, Long> startedAfresh,
        Map<String, Long> droppedWindows,
        long forgottenDevices,
        long unknownDevices,
        long windows,
        long uncounted,
        long violations,
        long headersLeftOut,
        long scatteredDevices,
        Seq<LostRange> lost,
        Map<String, Long> backlog,
        Option<Instant> latestArrival,
        Duration took) {

    /** Of a batch that came to this. */
    public static BatchReport of(
            long number, BatchTally tally, Option<Long> activeAlarms, Map<String, Long> backlog, Duration took) {
        return new BatchReport(
                number,
                tally.readings(),
                tally.late(),
                tally.repeated(),
                tally.rejected(),
                tally.transitions(),
                activeAlarms,
                tally.startedAfresh(),
                tally.droppedWindows(),
                tally.forgottenDevices(),
                tally.unknownDevices(),
                tally.windows(),
                tally.uncounted(),
                tally.violations(),
                tally.headersLeftOut(),
                tally.scattered().map(ScatteredDevices::count).getOrElse(0L),
                tally.lost(),
                backlog,
                tally.latestArrival(),
                took);
    }

    /** How many messages were rejected in all. */
    public long rejectedInAll() {
        return rejected.values().sum().longValue();
    }

    /** How many transitions there were, by word, without those of shadow rules. */
    public Map<String, Long> transitions() {
        return byWord(false);
    }

    /** How many transitions of shadow rules there were, by word. */
    public Map<String, Long> shadowTransitions() {
        return byWord(true);
    }

    private Map<String, Long> byWord(boolean shadow) {
        return transitionsByKind
                .filterKeys(kind -> kind.shadow() == shadow)
                .foldLeft(HashMap.empty(), (words, counted) -> words.put(counted._1.word(), counted._2, Long::sum));
    }
}
