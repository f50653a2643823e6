package io.vigie.adapters.spark.batches;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.control.Option;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.ReadingBits;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.application.port.out.ScatteredDevices;
import io.vigie.application.port.out.TransitionKind;
import io.vigie.domain.monitor.ForgottenAlarm;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.RuleId;
import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;

/** Counts what the chunks of a batch come to, where they are. */
final class ChunkCounts implements Chunk.Target, Serializable {

    private static final long serialVersionUID = 1;

    private static final Comparator<LostRange> IN_ORDER = Comparator.comparing(LostRange::source)
            .thenComparing(LostRange::partition)
            .thenComparingLong(LostRange::from);

    private long readings;
    private long late;
    private long repeated;
    private long windows;
    private long violations;
    private long uncounted;
    private long headersLeftOut;
    private @Nullable ScatteredDevices scattered;
    private long linesToFind;
    private long newDevices;
    private long forgottenDevices;
    private long unknownDevices;
    private long latestArrival = Long.MIN_VALUE;
    private ReadArrivals arrivals = ReadArrivals.NONE;
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

    static ChunkCounts of(JavaRDD<byte[]> chunks) {
        ChunkCounts whole = new ChunkCounts();
        chunks.mapPartitions(ChunkCounts::ofPartition, true).collect().forEach(whole::add);
        return whole;
    }

    private static Iterator<ChunkCounts> ofPartition(Iterator<byte[]> chunks) {
        ChunkCounts tally = new ChunkCounts();
        chunks.forEachRemaining(chunk -> Chunk.read(chunk).to(tally));
        return Collections.singleton(tally).iterator();
    }

    @Override
    public void readings(Chunk.Readings chunk) {
        readings += chunk.count();
        late += chunk.late() == null ? 0 : ReadingBits.count(chunk.late());
        repeated += chunk.repeated() == null ? 0 : ReadingBits.count(chunk.repeated());
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
    public void scattered(Chunk.Scattered chunk) {
        scattered(new ScatteredDevices(1, chunk.device(), chunk.parts()));
    }

    private void scattered(ScatteredDevices more) {
        scattered = scattered == null ? more : scattered.and(more);
    }

    @Override
    public void clock(Chunk.Clock chunk) {
        arrivals = arrivals.beside(chunk.read());
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

    private void add(ChunkCounts part) {
        readings += part.readings;
        late += part.late;
        repeated += part.repeated;
        windows += part.windows;
        violations += part.violations;
        lost.addAll(part.lost);
        uncounted += part.uncounted;
        headersLeftOut += part.headersLeftOut;
        if (part.scattered != null) {
            scattered(part.scattered);
        }
        linesToFind += part.linesToFind;
        newDevices += part.newDevices;
        forgottenDevices += part.forgottenDevices;
        unknownDevices += part.unknownDevices;
        arrivals = arrivals.beside(part.arrivals);
        leavesBehind |= part.leavesBehind;
        latestArrival = Math.max(latestArrival, part.latestArrival);
        part.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        part.transitions.forEach((kind, count) -> transitions.merge(kind, count, Long::sum));
        part.forgotten.forEach((alarm, count) -> forgotten.merge(alarm, count, Long::sum));
        part.startedAfresh.forEach((rule, devices) -> startedAfresh.merge(rule, devices, Long::sum));
        part.droppedWindows.forEach((name, devices) -> droppedWindows.merge(name, devices, Long::sum));
    }

    /** Whether there are rejections whose messages are still to be found. */
    boolean hasLinesToFind() {
        return linesToFind > 0;
    }

    /** The sum of it. */
    BatchTally tally() {
        return new BatchTally(
                readings,
                late,
                repeated,
                HashMap.ofAll(rejected),
                HashMap.ofAll(transitions),
                HashMap.ofAll(forgotten),
                HashMap.ofAll(startedAfresh),
                HashMap.ofAll(droppedWindows),
                newDevices,
                forgottenDevices,
                unknownDevices,
                windows,
                uncounted,
                violations,
                headersLeftOut,
                Option.of(scattered),
                List.ofAll(lost).sorted(IN_ORDER),
                latestArrival == Long.MIN_VALUE ? Option.none() : Option.some(Microseconds.instant(latestArrival)),
                arrivals,
                leavesBehind);
    }
}
