package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.delta.exceptions.ConcurrentAppendException;
import io.delta.exceptions.MetadataChangedException;
import io.vigie.application.port.out.PipelineFailed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private final AtomicInteger attempts = new AtomicInteger();

    private void failUntil(int last) {
        if (attempts.incrementAndGet() < last) {
            throw new ConcurrentAppendException("somebody was faster");
        }
    }

    @Test
    void whatSucceedsIsDoneOnce() {
        Attempts.write("/table", () -> failUntil(1));

        assertThat(attempts).hasValue(1);
    }

    @Test
    void whatOthersCameInBetweenIsDoneAgain() {
        Attempts.write("/table", () -> failUntil(4));

        assertThat(attempts).hasValue(4);
    }

    @Test
    void afterTheLastAttemptTheTableIsNamedAndWhatToDo() {
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> Attempts.write("/table", () -> failUntil(Integer.MAX_VALUE)))
                .withMessageContaining("/table")
                .withMessageContaining("Give the batch again")
                .withCauseInstanceOf(ConcurrentAppendException.class);
        assertThat(attempts).hasValue(Attempts.MOST);
    }

    @Test
    void anyOtherFailureIsNotTriedAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Attempts.write("/table", () -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("no space left");
                }));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aThreadThatIsStoppedStopsAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> Attempts.write("/table", () -> failUntil(2)))
                .withMessageContaining("Stopped before");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anAppendToATableThatIsAlteredJustThenIsDoneAgainAndNoOther() {
        Attempts.unlessAltered(() -> {
            if (attempts.incrementAndGet() < Attempts.MOST) {
                throw new MetadataChangedException("somebody set a property");
            }
        });
        assertThat(attempts).hasValue(Attempts.MOST);

        attempts.set(0);
        assertThatExceptionOfType(ConcurrentAppendException.class)
                .isThrownBy(() -> Attempts.unlessAltered(() -> failUntil(2)));
        assertThat(attempts).hasValue(1);

        attempts.set(0);
        assertThatExceptionOfType(MetadataChangedException.class)
                .isThrownBy(() -> Attempts.unlessAltered(() -> {
                    attempts.incrementAndGet();
                    throw new MetadataChangedException("somebody set a property");
                }));
        assertThat(attempts).hasValue(Attempts.MOST);
    }

    @Test
    void eachPauseIsLongerThanTheOneBefore() {
        long start = System.nanoTime();
        Attempts.pauses("").accept(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));

        start = System.nanoTime();
        Attempts.pauses("").accept(4);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
}
