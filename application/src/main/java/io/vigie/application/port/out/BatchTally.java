package io.vigie.application.port.out;

import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import java.time.Instant;

/**
 * What a batch comes to, counted before it is written.
 *
 * @param readings valid readings, late and repeated ones included
 * @param late how many of them were late
 * @param repeated how many of them were alike to earlier ones
 * @param rejected messages by reason
 * @param transitions of alarms, by kind
 * @param forgotten active alarms that the state of devices has forgotten
 * @param startedAfresh of how many devices a rule starts afresh
 * @param droppedWindows of how many devices open windows are dropped, by the name of the windows
 * @param newDevices devices that are remembered from now on
 * @param forgottenDevices devices that were remembered, and are forgotten
 * @param unknownDevices devices that were to be forgotten, and nothing was remembered of
 * @param windows windows that are complete
 * @param uncounted how often a reading came too late for a window
 * @param violations how often a reading met a condition by itself
 * @param headersLeftOut headers that are no tags
 * @param scattered devices whose messages came from several partitions; none where there is no such device
 * @param lost messages that were gone before they were read, in their order
 * @param latestArrival when its latest reading arrived
 * @param arrivals how far it has read the source
 * @param leavesBehind whether a device of it has deadlines that the clock had passed before
 */
public record BatchTally(
        long readings,
        long late,
        long repeated,
        Map<RejectionReason, Long> rejected,
        Map<TransitionKind, Long> transitions,
        Map<ForgottenAlarm, Long> forgotten,
        Map<RuleId, Long> startedAfresh,
        Map<String, Long> droppedWindows,
        long newDevices,
        long forgottenDevices,
        long unknownDevices,
        long windows,
        long uncounted,
        long violations,
        long headersLeftOut,
        Option<ScatteredDevices> scattered,
        Seq<LostRange> lost,
        Option<Instant> latestArrival,
        ReadArrivals arrivals,
        boolean leavesBehind) {

    /** How many rows there are of an output. */
    public long count(Output output) {
        return switch (output) {
            case READINGS -> readings;
            case ALARMS -> sum(transitions);
            case WINDOWS -> windows;
            case VIOLATIONS -> violations;
            case REJECTED -> sum(rejected);
        };
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().sum().longValue();
    }

    /** Of all outputs together. */
    public long rows() {
        long rows = 0;
        for (Output output : Output.values()) {
            rows += count(output);
        }
        return rows;
    }

    /** Whether the source had messages for it. */
    public boolean hasMessages() {
        return readings > 0 || !rejected.isEmpty();
    }

    /** Whether there is nothing to tell of it: only time has passed. */
    public boolean isEmpty() {
        return !hasMessages()
                && lost.isEmpty()
                && count(Output.ALARMS) == 0
                && windows == 0
                && startedAfresh.isEmpty()
                && droppedWindows.isEmpty()
                && !forgetsDevices();
    }

    /** How many more devices are remembered; fewer where it is negative. */
    public long moreDevices() {
        return newDevices - forgottenDevices;
    }

    /** Whether devices were forgotten, or were to be. */
    public boolean forgetsDevices() {
        return forgottenDevices > 0 || unknownDevices > 0;
    }
}
