package io.vigie.adapters.spark.testing;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A source with two partitions, one of them an hour behind the other, which is read to its end first: the clock waits for
 * the slow one. What every source with partitions must come to.
 */
public final class SlowPartition {

    /** Most of what lies in the slow partition comes in batches of its own when a batch has no more messages. */
    public static final int MOST_MESSAGES = 6;

    private static final int SLOW = 1;

    private static final Rule GONE = rule("gone")
            .metric("temperature")
            .raise(Severity.WARNING, silentFor(Duration.ofMinutes(2)))
            .build();

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.CRITICAL, when("value > 80").heldFor(Duration.ofMinutes(5)))
            .build();

    private final TestPipeline pipeline;
    private final KernelReplay kernel;
    private final Sending sending;

    /** Sends a message to a partition of the source. */
    @FunctionalInterface
    public interface Sending {

        /** It arrives then: in a partition one after the other. */
        void send(int partition, Instant arrival, String message);
    }

    private SlowPartition(Path directory, Sending sending) {
        pipeline = TestPipeline.in(directory).rules(GONE, HOT).outputs(Output.ALARMS);
        kernel = new KernelReplay(pipeline.plan());
        this.sending = sending;
    }

    /** Fills a source that has two partitions. */
    public static SlowPartition filled(Path directory, Sending sending) {
        SlowPartition filled = new SlowPartition(directory, sending);
        for (int minute = 0; minute < 40; minute++) {
            filled.send(SLOW, "steady", minute, minute >= 20 && minute < 30 ? 90 : 20);
            if (minute < 8) {
                // The last is hot, and no other ends that: the clock alone finds it.
                filled.send(SLOW, "falls silent", minute, minute == 7 ? 90 : 20);
            }
        }
        for (int minute = 60; minute < 63; minute++) {
            filled.send(0, "ahead", minute, 20);
        }
        filled.kernel.advanceClock();
        return filled;
    }

    private void send(int partition, String device, int minute, double value) {
        String message = TestPipeline.flat(device, "temperature", value, Duration.ofMinutes(minute));
        Instant arrival = TestPipeline.START.plus(Duration.ofMinutes(minute));
        sending.send(partition, arrival, message);
        kernel.message(message, arrival);
    }

    /**
     * Reads it, and fails where an alarm is missing or false, or waits for more than what the slow partition has left.
     *
     * @param source with batches of {@link #MOST_MESSAGES} at most
     * @param name the topic or hub
     */
    public void mustHoldTheClock(SourceUnderTest source, String name) {
        TestRun run = TestRun.of(pipeline, source);
        String slow = MessageColumns.part(name, Integer.toString(SLOW));
        List<BatchReport> behind = run.run().stream()
                .filter(batch -> batch.backlog().get(slow).exists(left -> left > 0)
                        && batch.backlog().remove(slow).values().forAll(left -> left == 0))
                .toList();

        assertThat(run.rows(Output.ALARMS).stream().map(KernelReplay::alarm))
                .containsExactlyInAnyOrderElementsOf(kernel.alarms());
        assertThat(kernel.alarms()).hasSize(5);
        assertThat(behind).as("batches of the slow partition alone").hasSizeGreaterThan(3);
        assertThat(behind.stream()
                        .mapToLong(batch -> batch.transitions().get("raised").getOrElse(0L))
                        .sum())
                .as("what was found before all was read")
                .isEqualTo(3);
    }
}
