package io.vigie.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PipelineClockTest {

    private static final long NOON =
            Ticks.of(Instant.parse("2026-01-01T12:00:00Z").toEpochMilli() * 1_000);
    private static final Option<Waits> A_MINUTE_TO_AN_HOUR =
            Option.some(new Waits(Duration.ofMinutes(1), Duration.ofHours(1)));

    private final AtomicLong nanoseconds = new AtomicLong();

    private PipelineClock clock(boolean live, Option<Waits> waits, long watermark) {
        return new PipelineClock(live, TimePolicy.DEFAULT, waits, watermark, nanoseconds::get);
    }

    /** A batch whose messages were all that there was, so that they have moved the watermark. */
    private static void batchDone(PipelineClock clock, boolean hadMessages, long reached, boolean leftBehind) {
        clock.batchDone(hadMessages, reached, reached, Microseconds.NONE, leftBehind);
    }

    private void pass(Duration time) {
        nanoseconds.addAndGet(time.toNanos());
    }

    private static Duration between(long ticks, long later) {
        return Duration.ofNanos((Ticks.time(later) - Ticks.time(ticks)) * 1_000);
    }

    @Test
    void ticksAreWholeMillisecondsAndTheirTimeBeforeNineteenSeventyToo() {
        assertThat(Ticks.time(Ticks.of(1_234_567))).isEqualTo(1_234_000);
        assertThat(Ticks.time(Ticks.of(-1))).isEqualTo(-1_000);
        assertThat(Ticks.time(Ticks.of(0) + 15)).isZero();
        assertThat(Ticks.of(-62_135_596_800_000_000L)).isPositive();
        assertThat(Ticks.of(Long.MIN_VALUE)).isEqualTo(Ticks.NONE);
    }

    @Test
    void nothingIsSentWhereReadingsMoveTheClock() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, Ticks.NONE);

        assertThat(clock.next(Ticks.NONE)).isEqualTo(Ticks.NONE);
        batchDone(clock, true, NOON, true);
        assertThat(clock.next(Ticks.NONE)).isEqualTo(Ticks.NONE);
    }

    @Test
    void oneTickIsSentForADeviceThatIsLeftBehindWhereReadingsDoNotMoveTheClock() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        clock.next(Ticks.NONE);

        batchDone(clock, true, NOON - 1_000, true);

        assertThat(clock.next(Ticks.NONE)).isEqualTo(NOON + 1);
        batchDone(clock, false, Ticks.NONE, false);
        assertThat(clock.next(NOON + 1)).isEqualTo(NOON + 1);
    }

    @Test
    void aBatchThatLeavesMessagesBehindMovesNoWatermarkAndTheClockIsSent() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        clock.batchDone(true, Ticks.NONE, NOON, Microseconds.NONE, false);

        assertThat(clock.next(Ticks.NONE)).isEqualTo(NOON);
        batchDone(clock, false, Ticks.NONE, false);
        assertThat(clock.next(NOON)).isEqualTo(NOON);
    }

    @Test
    void whereReadingsArriveWhenTheyAreMeasuredNoTimePasses() {
        PipelineClock clock = new PipelineClock(
                true, TimePolicy.DEFAULT.arrival(ArrivalTime.EVENT), A_MINUTE_TO_AN_HOUR, Ticks.NONE, nanoseconds::get);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        clock.next(Ticks.NONE);
        pass(Duration.ofMinutes(30));

        assertThat(clock.next(Ticks.NONE)).isEqualTo(Ticks.NONE);
    }

    @Test
    void theClockGoesOnForDevicesWhoseReadingsCameInBulk() {
        PipelineClock clock = clock(true, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        long hourLater = Ticks.time(NOON) + Microseconds.of(Duration.ofHours(1));
        clock.batchDone(true, NOON, NOON, hourLater, false);
        clock.next(Ticks.NONE);
        pass(Duration.ofHours(5));

        assertThat(between(NOON, clock.next(Ticks.NONE)))
                .isBetween(
                        Duration.ofHours(2).plusMillis(1), Duration.ofHours(2).plusMillis(3));
    }

    @Test
    void aDeviceLeftBehindInTheVeryBatchThatSendsATickNeedsNoOther() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        batchDone(clock, true, NOON, false);
        batchDone(clock, true, NOON, true);
        long sent = clock.next(Ticks.NONE);

        batchDone(clock, true, NOON, true);

        assertThat(clock.next(sent)).isEqualTo(sent);
    }

    @Test
    void aRestartSendsATickForWhatTheProcessBeforeMayHaveLeftBehind() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, NOON);

        assertThat(clock.next(Ticks.NONE)).isEqualTo(NOON + 1);
        assertThat(clock.next(NOON + 1)).isEqualTo(NOON + 1);
    }

    @Test
    void rulesWithoutDeadlinesNeedNoClock() {
        PipelineClock clock = clock(true, Option.none(), NOON);
        for (int i = 0; i < 10; i++) {
            assertThat(clock.next(Ticks.NONE)).isEqualTo(Ticks.NONE);
            batchDone(clock, i == 0, NOON + 1, false);
            pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void theClockMovesOnWithTheTimeThatPassesSinceTheSourceRanDry() {
        PipelineClock clock = clock(true, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        pass(Duration.ofMinutes(3));
        assertThat(clock.next(Ticks.NONE)).as("just found dry").isEqualTo(Ticks.NONE);
        pass(Duration.ofSeconds(4));
        assertThat(clock.next(Ticks.NONE)).as("less than a step").isEqualTo(Ticks.NONE);
        pass(Duration.ofSeconds(4));

        long sent = clock.next(Ticks.NONE);

        assertThat(between(NOON, sent)).isEqualTo(Duration.ofSeconds(8));
        batchDone(clock, false, Ticks.NONE, false);
        pass(Duration.ofSeconds(7));
        assertThat(between(NOON, clock.next(sent))).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void newMessagesStopTheTimeThatPassesAndItIsNotTakenBack() {
        PipelineClock clock = clock(true, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        clock.next(Ticks.NONE);
        pass(Duration.ofMinutes(1));
        long sent = clock.next(Ticks.NONE);
        batchDone(clock, true, NOON + Ticks.passing(1_000_000_000), false);
        pass(Duration.ofMinutes(1));

        assertThat(clock.next(sent)).isEqualTo(sent);
        pass(Duration.ofSeconds(30));
        assertThat(between(NOON, clock.next(sent))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void onceEveryDeadlineMustBeReachedTheClockRests() {
        PipelineClock clock = clock(true, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        clock.next(Ticks.NONE);
        pass(Duration.ofHours(5));

        long sent = clock.next(Ticks.NONE);

        assertThat(between(NOON, sent))
                .isBetween(
                        Duration.ofHours(1).plusMillis(1), Duration.ofHours(1).plusMillis(3));
        batchDone(clock, false, Ticks.NONE, false);
        pass(Duration.ofHours(5));
        assertThat(clock.next(sent)).isEqualTo(sent);
    }

    @Test
    void aPipelineThatEndsWithItsSourceWaitsForNoTimeToPass() {
        PipelineClock clock = clock(false, A_MINUTE_TO_AN_HOUR, Ticks.NONE);
        clock.next(Ticks.NONE);
        batchDone(clock, true, NOON, false);
        clock.next(Ticks.NONE);
        pass(Duration.ofHours(5));

        assertThat(clock.next(Ticks.NONE)).isEqualTo(Ticks.NONE);
    }
}
