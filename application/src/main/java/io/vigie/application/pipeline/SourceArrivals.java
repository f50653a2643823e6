package io.vigie.application.pipeline;

import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.port.out.BatchTally;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.EngineBatch;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.ReadArrivals;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;

/**
 * How far a pipeline's source was read as each of its batches begins, and how far that moves the clock: to the arrival up
 * to which all is read. Kept in the checkpoint whenever it changes, so that a repeated batch counts arrivals as it did.
 */
final class SourceArrivals {

    private final KeptByBatch<ReadArrivals> log;
    private final TimePolicy time;
    private final boolean isByEvent;
    private final boolean isKept;

    /** As the next batch begins. */
    private ReadArrivals known;

    private SourceArrivals(KeptByBatch<ReadArrivals> log, TimePolicy time, boolean isKept, ReadArrivals known) {
        this.log = log;
        this.time = time;
        isByEvent = time.arrival() == ArrivalTime.EVENT;
        this.isKept = isKept;
        this.known = known;
    }

    /** Those of a pipeline without state, which nothing hangs on. */
    static SourceArrivals none(KeptByBatch<ReadArrivals> log, TimePolicy time) {
        return new SourceArrivals(log, time, false, ReadArrivals.NONE);
    }

    /**
     * Those of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    static SourceArrivals of(KeptByBatch<ReadArrivals> log, TimePolicy time, Option<CheckpointMark> mark) {
        return new SourceArrivals(
                log, time, true, mark.map(before -> before(log, before)).getOrElse(ReadArrivals.NONE));
    }

    private static ReadArrivals before(KeptByBatch<ReadArrivals> log, CheckpointMark mark) {
        long next = mark.committed().map(batch -> batch + 1).getOrElse(0L);
        return log.at(next)
                .getOrElse(() -> mark.watermark() == Ticks.NONE
                        ? ReadArrivals.NONE
                        : ReadArrivals.NONE.after(Ticks.time(mark.watermark())));
    }

    /** As the next batch begins. */
    ReadArrivals known() {
        return known;
    }

    /** What a batch makes of it; {@link #write} comes before {@link #batchDone}. */
    ReadArrivals after(BatchTally tally) {
        return known.and(tally.arrivals());
    }

    /** Whether a batch that comes to this has to write it. */
    boolean mustWrite(ReadArrivals next) {
        return isKept && !next.equals(known);
    }

    /** From the batch after this one on it is this. */
    void write(long batch, ReadArrivals next) {
        log.write(batch + 1, next);
    }

    /** The batch is done. */
    void batchDone(ReadArrivals next) {
        known = next;
    }

    /** How far a batch alone has moved the clock, where its readings do that, in {@link Ticks}. */
    long movedBy(BatchTally tally) {
        return ticks(counted(tally.arrivals()));
    }

    /**
     * How far all is read, in {@link Ticks}: up to the least of the largest arrivals of the parts that have messages left,
     * of which one that was never read holds it where it stands; where none has any, up to the largest of all. Where
     * readings arrive when they are measured, the clock stands still until there is nothing left.
     *
     * @param backlog how many messages each part had left, where the source can tell
     * @param isHeld what {@link #isHeld} says
     */
    long clock(ReadArrivals read, Map<String, Long> backlog, boolean isHeld) {
        if (!isHeld) {
            return ticks(counted(read));
        }
        Set<String> left = left(backlog);
        return isByEvent || left.exists(part -> !read.latest().containsKey(part))
                ? Ticks.NONE
                : ticks(left.map(part -> read.latest().get(part).get()).min().get());
    }

    /**
     * Whether a batch alone does not say how far all is read, as it leaves messages behind.
     *
     * @param backlog how many messages each part had left, where the source can tell
     */
    boolean isHeld(EngineBatch batch, Map<String, Long> backlog) {
        return isByEvent ? batch.leavesMessages() : !left(backlog).isEmpty();
    }

    private static Set<String> left(Map<String, Long> backlog) {
        return backlog.filterValues(messages -> messages > 0).keySet();
    }

    private long counted(ReadArrivals read) {
        return time.clock(read.measured(), read.largest());
    }

    private static long ticks(long time) {
        return time == Microseconds.NONE ? Ticks.NONE : Ticks.of(time);
    }
}
