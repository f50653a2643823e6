package io.vigie.adapters.spark;

import io.vigie.application.port.out.LostRange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Messages that are gone before they were read, on their way to the driver: a label of four parts. */
final class LostMessages {

    private static final String BETWEEN = "\n";

    private LostMessages() {}

    static String label(@Nullable String source, @Nullable String partition, long from, long until) {
        return String.join(
                BETWEEN,
                Long.toString(from),
                Long.toString(until),
                Objects.requireNonNullElse(partition, ""),
                Objects.requireNonNullElse(source, ""));
    }

    static LostRange range(String label) {
        String[] parts = label.split(BETWEEN, 4);
        return new LostRange(parts[3], parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }
}
