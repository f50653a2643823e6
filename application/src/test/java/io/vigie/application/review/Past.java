package io.vigie.application.review;

import io.vigie.application.memory.MemoryHistory;
import java.time.Instant;

/** Readings of the past for tests: every ten seconds from the beginning of 2026 on. */
final class Past {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryHistory history = new MemoryHistory();

    static Past past() {
        return new Past();
    }

    Past sends(String device, String metric, double... values) {
        return sendsFrom(0, device, metric, values);
    }

    Past sendsFrom(int second, String device, String metric, double... values) {
        for (int i = 0; i < values.length; i++) {
            history.add(
                    device,
                    metric,
                    values[i],
                    null,
                    START.getEpochSecond() * 1_000_000 + (second + i * 10L) * 1_000_000);
        }
        return this;
    }

    MemoryHistory history() {
        return history;
    }

    static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
