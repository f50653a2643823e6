package io.vigie.adapters.spark.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ParallelTasksTest {

    private static Runnable failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    private static void nothing() {}

    @Test
    void theFailureOfOneComesOutAsItIsOnceAllAreDone() {
        PipelineFailed failure = new PipelineFailed("Cannot write alarms to a");
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Runnable slow = () -> {
            try {
                failed.await();
                Thread.sleep(50);
                done.set(true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Runnable fails = () -> {
            failed.countDown();
            throw failure;
        };

        assertThatThrownBy(() -> ParallelTasks.run(List.of(fails, slow))).isSameAs(failure);
        assertThat(done).isTrue();
    }

    @Test
    void whatSeveralSayOfTheirFailuresIsToldOnceEach() {
        PipelineFailed first = new PipelineFailed("Cannot write alarms to a: no room");
        UncheckedIOException second = new UncheckedIOException("Cannot write readings to b.", new IOException("gone"));

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> ParallelTasks.run(List.of(
                        failing(first),
                        ParallelTasksTest::nothing,
                        failing(second),
                        failing(new PipelineFailed("Cannot write alarms to a: no room")))))
                .withMessage("Cannot write alarms to a: no room."
                        + " UncheckedIOException: Cannot write readings to b.: gone.")
                .withCause(first)
                .satisfies(all -> assertThat(all.getSuppressed()).hasSize(2).contains(second));
    }

    @Test
    void severalRefusalsAreARefusalAndWithAFailureTheyAreAFailure() {
        PipelineRefused one = new PipelineRefused("There is no topic a.");
        PipelineRefused other = new PipelineRefused("There is no topic b.");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> ParallelTasks.run(List.of(failing(one), failing(other))))
                .withMessage("There is no topic a. There is no topic b.");
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> ParallelTasks.run(List.of(failing(one), failing(new PipelineFailed("Disk full.")))))
                .withMessage("There is no topic a. Disk full.");
    }

    @Test
    void anErrorIsAFailureToo() {
        Runnable error = () -> {
            throw new StackOverflowError();
        };

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> ParallelTasks.run(List.of(error, ParallelTasksTest::nothing)))
                .withMessage("Something failed: java.lang.StackOverflowError");
    }

    @Test
    void anInterruptionEndsThoseThatAreRunningAndTellsNothingElse() {
        PipelineFailed failure = new PipelineFailed("Cannot write alarms to a.");
        Thread caller = Thread.currentThread();
        Runnable waits = () -> {
            caller.interrupt();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        assertThatThrownBy(() -> ParallelTasks.run(List.of(failing(failure), waits, waits)))
                .isSameAs(failure);
        assertThat(Thread.interrupted()).isTrue();
    }
}
