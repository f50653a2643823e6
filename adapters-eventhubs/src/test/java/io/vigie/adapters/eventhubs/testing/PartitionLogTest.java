package io.vigie.adapters.eventhubs.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionLogTest {

    private static final byte[] NOTHING = {};

    private final PartitionLog log = new PartitionLog();

    @Test
    void eventsAreWholeInAllSegments() {
        IntStream.range(0, 100).forEach(number -> append(number, "x".repeat(100_000) + number));

        for (int number = 0; number < 100; number++) {
            StoredEvent event = event(number);
            assertThat(event.sequenceNumber()).isEqualTo(number);
            assertThat(event.enqueuedTime()).isEqualTo(Instant.ofEpochMilli(number));
            assertThat(event.event().text()).isEqualTo("x".repeat(100_000) + number);
            assertThat(log.firstFromOffset(event.offset())).isEqualTo(number);
            assertThat(log.firstFromOffset(event.offset() + 1)).isEqualTo(number + 1);
        }
        assertThat(log.lastOffset()).isEqualTo(event(99).offset());
        assertThat(log.endOffset()).isGreaterThan(100 * 100_000);
    }

    @Test
    void whatIsTruncatedIsGone() {
        IntStream.range(0, 50).forEach(number -> append(number, "x".repeat(100_000) + number));
        log.truncate(45);
        log.truncate(10);

        assertThat(log.beginning()).isEqualTo(45);
        assertThat(log.end()).isEqualTo(50);
        assertThatThrownBy(() -> event(44)).isInstanceOf(IllegalArgumentException.class);
        assertThat(event(45).event().text()).endsWith("x45");
        log.truncate(1_000);
        assertThat(log.beginning()).isEqualTo(50);
        append(50, "next");
        assertThat(event(50).event().text()).isEqualTo("next");
    }

    @Test
    void timeDoesNotGoBack() {
        append(1_000, "a");
        append(500, "b");

        assertThat(event(1).enqueuedTime()).isEqualTo(event(0).enqueuedTime());
        assertThat(log.firstEnqueued(1_000)).isZero();
        assertThat(log.firstEnqueued(1_001)).isEqualTo(2);
    }

    @Test
    void whoListensIsToldOfWhatIsNew() {
        int[] told = {0};
        Runnable listener = () -> told[0]++;
        log.addListener(listener);
        append(0, "a");
        log.removeListener(listener);
        append(0, "b");

        assertThat(told[0]).isEqualTo(1);
    }

    private void append(long time, String text) {
        log.append(List.of(EncodedEvent.of(Event.of(text))), time);
    }

    private StoredEvent event(long number) {
        return EncodedEvent.decode("0", log.message(number, NOTHING));
    }
}
