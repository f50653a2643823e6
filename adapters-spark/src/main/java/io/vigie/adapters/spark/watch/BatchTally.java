package io.vigie.adapters.spark.watch;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.ReadingBits;
import io.vigie.adapters.spark.rows.Ticks;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;

/** What a batch comes to, counted before it is written. */
public final class BatchTally implements Chunk.Target, Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<LostRange> IN_ORDER = Comparator.comparing(LostRange::source)
            .thenComparing(LostRange::partition)
            .thenComparingLong(LostRange::from);

    private long readings;
    private long late;
    private long windows;
    private long violations;
    private long uncounted;
    private long headersLeftOut;
    private long linesToFind;
    private long newDevices;
    private long forgottenDevices;
    private long unknownDevices;
    private long latestArrival = Long.MIN_VALUE;
    private long clock = Ticks.NONE;
    private boolean leavesBehind;

    @SuppressWarnings("serial") // a HashSet
    private final Set<LostRange> lost = new HashSet<>();

    @SuppressWarnings("serial") // an EnumMap
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);

    @SuppressWarnings("serial") // a HashMap
    private final Map<TransitionKind, Long> transitions = new java.util.HashMap<>();

    @SuppressWarnings("serial") // a HashMap
    private final Map<ForgottenAlarm, Long> forgotten = new java.util.HashMap<>();

    @SuppressWarnings("serial") // a HashMap
    private final Map<RuleId, Long> startedAfresh = new java.util.HashMap<>();

    @SuppressWarnings("serial") // a HashMap
    private final Map<String, Long> droppedWindows = new java.util.HashMap<>();

    public static BatchTally of(JavaRDD<byte[]> chunks) {
        BatchTally whole = new BatchTally();
        chunks.mapPartitions(BatchTally::ofPartition, true).collect().forEach(whole::add);
        return whole;
    }

    private static Iterator<BatchTally> ofPartition(Iterator<byte[]> chunks) {
        BatchTally tally = new BatchTally();
        chunks.forEachRemaining(chunk -> Chunk.read(chunk).to(tally));
        return Collections.singleton(tally).iterator();
    }

    @Override
    public void readings(Chunk.Readings chunk) {
        readings += chunk.count();
        late += chunk.late() == null ? 0 : ReadingBits.count(chunk.late());
        if (!chunk.rows().isEmpty()) {
            latestArrival = Math.max(latestArrival, chunk.rows().readings().firstArrival());
        }
    }

    @Override
    public void alarms(Chunk.Alarms chunk) {
        chunk.kinds().forEach((kind, count) -> transitions.merge(kind, (long) count, Long::sum));
    }

    @Override
    public void windows(Chunk.Windows chunk) {
        windows += chunk.count();
    }

    @Override
    public void violations(Chunk.Violations chunk) {
        violations += chunk.count();
    }

    @Override
    public void rejected(Chunk.Rejected chunk) {
        rejected.merge(chunk.reason(), chunk.count(), Long::sum);
    }

    @Override
    public void tooLate(Chunk.TooLate chunk) {
        rejected.merge(RejectionReason.LATE, chunk.count(), Long::sum);
        linesToFind += chunk.count();
    }

    @Override
    public void uncounted(Chunk.Uncounted chunk) {
        uncounted += chunk.readings();
    }

    @Override
    public void headersLeftOut(Chunk.HeadersLeftOut chunk) {
        headersLeftOut += chunk.headers();
    }

    @Override
    public void clock(Chunk.Clock chunk) {
        clock = Math.max(clock, chunk.ticks());
        leavesBehind |= chunk.leavesBehind();
    }

    @Override
    public void startedAfresh(Chunk.StartedAfresh chunk) {
        startedAfresh.merge(chunk.rule(), 1L, Long::sum);
    }

    @Override
    public void droppedWindows(Chunk.DroppedWindows chunk) {
        droppedWindows.merge(chunk.name(), 1L, Long::sum);
    }

    @Override
    public void forgotten(Chunk.Forgotten chunk) {
        forgotten.merge(chunk.alarm(), 1L, Long::sum);
    }

    @Override
    public void devices(Chunk.Devices chunk) {
        newDevices += chunk.added();
        forgottenDevices += chunk.forgotten();
        unknownDevices += chunk.unknown();
    }

    @Override
    public void lost(Chunk.Lost chunk) {
        lost.add(chunk.range());
    }

    private void add(BatchTally part) {
        readings += part.readings;
        late += part.late;
        windows += part.windows;
        violations += part.violations;
        lost.addAll(part.lost);
        uncounted += part.uncounted;
        headersLeftOut += part.headersLeftOut;
        linesToFind += part.linesToFind;
        newDevices += part.newDevices;
        forgottenDevices += part.forgottenDevices;
        unknownDevices += part.unknownDevices;
        clock = Math.max(clock, part.clock);
        leavesBehind |= part.leavesBehind;
        latestArrival = Math.max(latestArrival, part.latestArrival);
        part.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        part.transitions.forEach((kind, count) -> transitions.merge(kind, count, Long::sum));
        part.forgotten.forEach((alarm, count) -> forgotten.merge(alarm, count, Long::sum));
        part.startedAfresh.forEach((rule, devices) -> startedAfresh.merge(rule, devices, Long::sum));
        part.droppedWindows.forEach((name, devices) -> droppedWindows.merge(name, devices, Long::sum));
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long count(Output output) {
        return switch (output) {
            case READINGS -> readings;
            case ALARMS -> sum(transitions);
            case WINDOWS -> windows;
            case VIOLATIONS -> violations;
            case REJECTED -> sum(rejected);
        };
    }

    /** Whether there are rejections whose messages are still to be found. */
    public boolean hasLinesToFind() {
        return linesToFind > 0;
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
                && count(Output.WINDOWS) == 0
                && startedAfresh.isEmpty()
                && droppedWindows.isEmpty()
                && !forgetsDevices();
    }

    /** How many transitions there are of each kind. */
    HashMap<TransitionKind, Long> transitionsByKind() {
        return HashMap.ofAll(transitions);
    }

    /** How many active alarms the state of devices has forgotten. */
    HashMap<ForgottenAlarm, Long> forgotten() {
        return HashMap.ofAll(forgotten);
    }

    /** How many more devices are remembered; fewer where it is negative. */
    public long moreDevices() {
        return newDevices - forgottenDevices;
    }

    /** Whether devices were forgotten, or were to be. */
    public boolean forgetsDevices() {
        return forgottenDevices > 0 || unknownDevices > 0;
    }

    /** The pipeline's clock by its readings. */
    public long clock() {
        return clock;
    }

    /** Whether a device of it has deadlines that the clock had passed before. */
    public boolean leavesBehind() {
        return leavesBehind;
    }

    /**
     * Holds the batch against what the pipeline allows.
     *
     * @throws PipelineFailed when more of it was rejected
     */
    public void mustNotBePoisonous(PipelinePlan plan) {
        long bad = sum(rejected)
                - rejected.getOrDefault(RejectionReason.LATE, 0L)
                - rejected.getOrDefault(RejectionReason.TOO_MANY, 0L);
        double share = bad == 0 ? 0 : bad / (double) (readings + bad);
        if (share > plan.payload().maxRejectedShare()) {
            throw new PipelineFailed(String.format(
                    Locale.ROOT,
                    "%d of %d messages of a batch were rejected (%s), more than the share of %s that payload.maxRejectedShare"
                            + " allows. Nothing of the batch was written. Check what the source sends and"
                            + " payload.format, or allow a larger share.",
                    bad,
                    readings + bad,
                    rejectedByWord(),
                    plan.payload().maxRejectedShare()));
        }
    }

    private Map<String, Long> rejectedByWord() {
        Map<String, Long> words = new TreeMap<>();
        rejected.forEach((reason, count) -> words.put(reason.word(), count));
        return words;
    }

    public BatchReport report(long number, Option<Long> activeAlarms, Map<String, Long> backlog, Duration took) {
        return new BatchReport(
                number,
                readings,
                late,
                HashMap.ofAll(rejected),
                transitionsByKind(),
                activeAlarms,
                HashMap.ofAll(startedAfresh),
                HashMap.ofAll(droppedWindows),
                forgottenDevices,
                unknownDevices,
                windows,
                uncounted,
                violations,
                headersLeftOut,
                List.ofAll(lost).sorted(IN_ORDER),
                HashMap.ofAll(backlog),
                latestArrival == Long.MIN_VALUE ? Option.none() : Option.some(Microseconds.instant(latestArrival)),
                took);
    }
}
