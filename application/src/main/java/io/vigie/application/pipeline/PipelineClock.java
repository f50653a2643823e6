package io.vigie.application.pipeline;

import io.vavr.control.Option;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Waits;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Where a pipeline's clock stands, and when it moves without data: kept on the driver, by the thread that runs the
 * batches. In {@link Ticks}.
 *
 * <p>The clock is the engine's watermark. Readings move it: the engine has the largest event time that it accepted for
 * the next batch. It keeps the watermark of each batch and runs a batch without data when it has moved; a repeated batch
 * sees the same clock. The watermark alone would do but for three things, for which {@link #next} says where to move it,
 * which the engine writes down too:
 *
 * <ul>
 *   <li>A device that sends readings older than the clock is not reached by it in the same batch, for it may send
 *       more. When no reading moves the clock after that, one tick must, so that there is another batch.
 *   <li>Where devices are to be forgotten, one tick must, so that there is a batch that does it.
 *   <li>While the source of a running pipeline has nothing left to read, the clock moves on with the time that
 *       passes. Time while the pipeline does not run does not count: what has been sent meanwhile is read first.
 * </ul>
 */
final class PipelineClock {

    private static final long SHORTEST_STEP = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_STEP = Duration.ofSeconds(10).toNanos();

    /** A deadline is found, without data, at most a tenth of the shortest wait after it is reached. */
    private static final int STEPS_A_WAIT = 10;

    private final boolean live;
    private final TimePolicy time;
    private final LongSupplier nanoTime;
    private Option<Waits> waits;

    /** As the next batch has it. */
    private long watermark;

    /** As readings have moved it. */
    private long clock;

    /** A device may have deadlines that the clock has passed, and the engine knows of no reason for another batch. */
    private boolean isBehind;

    /** Somebody wants a batch, whether there is anything to read or not. */
    private boolean isAsked;

    /** The watermark was moved for the batch under way: for the engine that is a reason for another. */
    private boolean isMoved;

    /** Messages were read since the last look, or there was no look yet. */
    private boolean isFed = true;

    private long drySince;
    private long whenDry;
    private long lastStep;

    /**
     * A clock.
     *
     * @param live whether the pipeline goes on when its source has nothing left
     * @param time how far readings may be out of order
     * @param waits of its rules
     * @param watermark where it stood, {@link Ticks#NONE} at the very start
     * @param nanoTime tells how much time passes
     */
    PipelineClock(boolean live, TimePolicy time, Option<Waits> waits, long watermark, LongSupplier nanoTime) {
        this.live = live;
        this.time = time;
        this.waits = waits;
        this.nanoTime = nanoTime;
        this.watermark = watermark;
        clock = watermark;
        // What the process before has left behind, nobody knows any more.
        isBehind = watermark != Ticks.NONE;
    }

    /** There shall be a batch next. */
    void ask() {
        isAsked = true;
    }

    /** The rules are others, with these waits. */
    void waits(Option<Waits> now) {
        // Without waits, readings have not moved the watermark.
        isBehind |= waits.isEmpty() && now.isDefined() && clock > Ticks.NONE;
        waits = now;
    }

    /**
     * A batch is done.
     *
     * @param hadMessages whether the source had anything for it
     * @param reached the clock by its readings
     * @param leftBehind whether a device of it has deadlines that the clock had passed before
     */
    void batchDone(boolean hadMessages, long reached, boolean leftBehind) {
        isFed |= hadMessages;
        clock = Math.max(clock, reached);
        if (waits.isDefined() && clock > watermark) {
            watermark = clock;
            isMoved = true;
        }
        isBehind = !isMoved && (isBehind || leftBehind);
        isMoved = false;
    }

    /** Where it stands, in microseconds since 1970; none before it first moves. */
    Option<Long> time() {
        long ticks = Math.max(clock, watermark);
        return ticks == Ticks.NONE ? Option.none() : Option.some(Ticks.time(ticks));
    }

    /**
     * Where to move the clock before the next batch.
     *
     * @param sent what was sent last
     * @return the same where it shall not be moved
     */
    long next(long sent) {
        watermark = Math.max(watermark, sent);
        long next = following(sent);
        isMoved = next > watermark;
        watermark = Math.max(watermark, next);
        return next;
    }

    private long following(long sent) {
        long now = nanoTime.getAsLong();
        boolean isDry = !isFed;
        if (isFed) {
            isFed = false;
            drySince = now;
            whenDry = watermark;
            lastStep = now;
        }
        if (isAsked || (isBehind && waits.isDefined())) {
            isAsked = false;
            isBehind = false;
            return Math.max(watermark + 1, clock);
        }
        if (waits.isEmpty()) {
            return sent;
        }
        return live && isDry ? passing(sent, now, waits.get()) : sent;
    }

    private long passing(long sent, long now, Waits rules) {
        long last = Ticks.of(Ticks.time(whenDry)
                + Microseconds.of(time.outOfOrder())
                + Microseconds.of(rules.longest())
                + Microseconds.of(Duration.ofMillis(2)));
        if (now - lastStep < step(rules) || watermark >= last) {
            return sent;
        }
        lastStep = now;
        return Math.max(watermark, Math.min(last, whenDry + Ticks.passing(now - drySince)));
    }

    private static long step(Waits rules) {
        return Math.max(
                SHORTEST_STEP,
                Math.min(LONGEST_STEP, rules.shortest().dividedBy(STEPS_A_WAIT).toNanos()));
    }
}
