package io.vigie.domain.text;

import io.vavr.control.Either;
import java.time.Duration;

/**
 * Durations as configurations and expressions write them: a whole number and one of the units {@code ms s m h d}, a
 * day being 24 hours, such as {@code 500ms}, {@code 30s} or {@code 7d}.
 */
public final class DurationText {

    private static final String EXAMPLES = "write a whole number and one of ms, s, m, h or d, such as 500ms or 30s";

    private DurationText() {}

    /**
     * Reads a duration: zero or more, and within what a count of microseconds can hold.
     *
     * @return the duration, or what is wrong with the text and what to write instead
     */
    public static Either<String, Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && isDigit(text.charAt(digits))) {
            digits++;
        }
        String unit = text.substring(digits);
        if (digits == 0) {
            return Either.left(
                    text.startsWith("-") ? "`" + text + "` is negative; a duration is not" : notADuration(text));
        }
        if (unit.isEmpty()) {
            return Either.left(
                    "`" + text + "` has no unit; write " + text + "s for seconds, or another of ms, m, h, d");
        }
        long unitMillis = millisOf(unit);
        if (unitMillis == 0) {
            return Either.left(notADuration(text));
        }
        try {
            long millis = Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unitMillis);
            Math.multiplyExact(millis, 1_000L);
            return Either.right(Duration.ofMillis(millis));
        } catch (ArithmeticException | NumberFormatException tooMany) {
            return Either.left("`" + text + "` is longer than a duration can be");
        }
    }

    /**
     * Writes a duration with the largest unit that divides it. What no text of {@link #parse} can say, such as a
     * microsecond, is written as ISO 8601 has it.
     */
    public static String print(Duration duration) {
        if (duration.isNegative() || duration.getNano() % 1_000_000 != 0) {
            return duration.toString();
        }
        if (duration.getNano() != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.getSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    /** The length of a unit, 0 for what is none. */
    private static long millisOf(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 0;
        };
    }

    private static String notADuration(String text) {
        return "`" + text + "` is not a duration; " + EXAMPLES;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
