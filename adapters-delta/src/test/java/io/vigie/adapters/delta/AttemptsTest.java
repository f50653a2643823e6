package io.vigie.adapters.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.delta.exceptions.ConcurrentAppendException;
import io.vigie.application.port.out.PipelineFailed;
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
}
