package io.vigie.adapters.spark;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/** What a batch comes to, counted before it is written. */
final class BatchTally implements Serializable {

    private static final long serialVersionUID = 1;

    private long readings;
    private long late;
    private long windows;
    private long violations;
    private long uncounted;
    private long latestArrival = Long.MIN_VALUE;
    private long clock = Ticks.NONE;
    private boolean leavesBehind;

    @SuppressWarnings("serial") // a TreeSet
    private final Set<String> lost = new TreeSet<>();

    @SuppressWarnings("serial") // a TreeMap
    private final Map<String, Long> rejected = new TreeMap<>();

    @SuppressWarnings("serial") // a HashMap
    private final Map<TransitionKind, Long> transitions = new java.util.HashMap<>();

    @SuppressWarnings("serial") // a HashMap
    private final Map<ForgottenAlarm, Long> forgotten = new java.util.HashMap<>();

    @SuppressWarnings("serial") // a TreeMap
    private final Map<String, Long> startedAfresh = new TreeMap<>();

    static BatchTally of(JavaRDD<InternalRow> chunks) {
        BatchTally whole = new BatchTally();
        chunks.mapPartitions(BatchTally::ofPartition, true).collect().forEach(whole::add);
        return whole;
    }

    private static Iterator<BatchTally> ofPartition(Iterator<InternalRow> chunks) {
        BatchTally tally = new BatchTally();
        chunks.forEachRemaining(tally::count);
        return Collections.singleton(tally).iterator();
    }

    private void count(InternalRow chunk) {
        String output = Chunk.output(chunk);
        long rows = Chunk.count(chunk);
        if (output.equals(Output.READINGS.word())) {
            byte[] lateBits = Chunk.late(chunk);
            readings += rows;
            byte[] packed = Chunk.bytes(chunk);
            if (packed.length > 0) {
                latestArrival = Math.max(latestArrival, new ReadingChunk(packed).firstArrival());
            }
            late += lateBits == null ? 0 : LateBits.count(lateBits);
        } else if (output.equals(Chunk.CLOCK)) {
            clock = Math.max(clock, rows);
            leavesBehind |= Boolean.parseBoolean(Chunk.label(chunk));
        } else if (output.equals(Output.REJECTED.word())) {
            rejected.merge(Chunk.label(chunk), rows, Long::sum);
        } else if (output.equals(Output.WINDOWS.word())) {
            boolean complete = Chunk.label(chunk).equals(Chunk.COMPLETE);
            windows += complete ? rows : 0;
            uncounted += complete ? 0 : rows;
        } else if (output.equals(Output.VIOLATIONS.word())) {
            violations += rows;
        } else if (output.equals(Chunk.LOST)) {
            lost.add(Chunk.label(chunk));
        } else if (output.equals(Chunk.AFRESH)) {
            startedAfresh.merge(Chunk.label(chunk), rows, Long::sum);
        } else if (output.equals(Chunk.FORGOTTEN)) {
            forgotten.merge(Chunk.forgotten(Chunk.label(chunk)), rows, Long::sum);
        } else {
            Chunk.kinds(Chunk.label(chunk), (kind, count) -> transitions.merge(kind, count, Long::sum));
        }
    }

    private void add(BatchTally part) {
        readings += part.readings;
        late += part.late;
        windows += part.windows;
        violations += part.violations;
        lost.addAll(part.lost);
        uncounted += part.uncounted;
        clock = Math.max(clock, part.clock);
        leavesBehind |= part.leavesBehind;
        latestArrival = Math.max(latestArrival, part.latestArrival);
        part.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        part.transitions.forEach((kind, count) -> transitions.merge(kind, count, Long::sum));
        part.forgotten.forEach((alarm, count) -> forgotten.merge(alarm, count, Long::sum));
        part.startedAfresh.forEach((rule, devices) -> startedAfresh.merge(rule, devices, Long::sum));
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(Output output) {
        return switch (output) {
            case READINGS -> readings;
            case ALARMS -> sum(transitions);
            case WINDOWS -> windows;
            case VIOLATIONS -> violations;
            case REJECTED -> sum(rejected);
        };
    }

    /** Of all outputs together. */
    long rows() {
        long rows = 0;
        for (Output output : Output.values()) {
            rows += count(output);
        }
        return rows;
    }

    /** Whether the source had messages for it. */
    boolean hasMessages() {
        return readings > 0 || !rejected.isEmpty();
    }

    /** Whether there is nothing to tell of it: only time has passed. */
    boolean isEmpty() {
        return !hasMessages()
                && lost.isEmpty()
                && count(Output.ALARMS) == 0
                && count(Output.WINDOWS) == 0
                && startedAfresh.isEmpty();
    }

    /** How many transitions there are of each kind. */
    HashMap<TransitionKind, Long> transitionsByKind() {
        return HashMap.ofAll(transitions);
    }

    /** How many active alarms the state of devices has forgotten. */
    HashMap<ForgottenAlarm, Long> forgotten() {
        return HashMap.ofAll(forgotten);
    }

    /** The pipeline's clock by its readings. */
    long clock() {
        return clock;
    }

    /** Whether a device of it has deadlines that the clock had passed before. */
    boolean leavesBehind() {
        return leavesBehind;
    }

    /** @throws PipelineFailed when more of the batch was rejected than the pipeline allows */
    void mustNotBePoisonous(PipelinePlan plan) {
        long bad = sum(rejected) - rejected.getOrDefault(RejectionReason.LATE.word(), 0L);
        double share = bad == 0 ? 0 : bad / (double) (readings + bad);
        if (share > plan.payload().maxRejectedShare()) {
            throw new PipelineFailed(String.format(
                    Locale.ROOT,
                    "%d of %d messages of a batch were rejected (%s), more than the share of %s that payload.maxRejectedShare"
                            + " allows. Nothing of the batch was written. Check what the source sends and"
                            + " payload.format, or allow a larger share.",
                    bad,
                    readings + bad,
                    rejected,
                    plan.payload().maxRejectedShare()));
        }
    }

    BatchReport report(long number, Option<Long> activeAlarms, Map<String, Long> backlog, Duration took) {
        return new BatchReport(
                number,
                readings,
                late,
                HashMap.ofAll(rejected).mapKeys(word -> RejectionReason.valueOf(word.toUpperCase(Locale.ROOT))),
                transitionsByKind(),
                activeAlarms,
                HashMap.ofAll(startedAfresh).mapKeys(RuleId::new),
                windows,
                uncounted,
                violations,
                List.ofAll(lost).map(LostMessages::range),
                HashMap.ofAll(backlog),
                latestArrival == Long.MIN_VALUE ? Option.none() : Option.some(Microseconds.instant(latestArrival)),
                took);
    }
}
