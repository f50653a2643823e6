package io.vigie.application.explanation;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes times as {@link Instant#toString} does, in UTC as ISO 8601 has them, in a fraction of its time: alarms are full
 * of times.
 */
public final class TimeText {

    private static final long SECONDS_A_DAY = 86_400;
    private static final int NANOSECONDS_A_MICROSECOND = 1_000;
    private static final int NANOSECONDS_A_MILLISECOND = 1_000_000;

    private TimeText() {}

    /** The time. */
    public static String of(Instant time) {
        StringBuilder text = new StringBuilder(27);
        append(text, time);
        return text.toString();
    }

    /** Adds the time to a text. */
    public static void append(StringBuilder text, Instant time) {
        long second = time.getEpochSecond();
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
        if (day.getYear() < 0 || day.getYear() > 9999) {
            text.append(time); // with a sign
            return;
        }
        int ofDay = (int) Math.floorMod(second, SECONDS_A_DAY);
        digits(text, day.getYear(), 1_000);
        digits(text.append('-'), day.getMonthValue(), 10);
        digits(text.append('-'), day.getDayOfMonth(), 10);
        digits(text.append('T'), ofDay / 3_600, 10);
        digits(text.append(':'), ofDay / 60 % 60, 10);
        digits(text.append(':'), ofDay % 60, 10);
        fraction(text, time.getNano());
        text.append('Z');
    }

    private static void fraction(StringBuilder text, int nanoseconds) {
        if (nanoseconds == 0) {
            return;
        }
        text.append('.');
        if (nanoseconds % NANOSECONDS_A_MILLISECOND == 0) {
            digits(text, nanoseconds / NANOSECONDS_A_MILLISECOND, 100);
        } else if (nanoseconds % NANOSECONDS_A_MICROSECOND == 0) {
            digits(text, nanoseconds / NANOSECONDS_A_MICROSECOND, 100_000);
        } else {
            digits(text, nanoseconds, 100_000_000);
        }
    }

    private static void digits(StringBuilder text, int number, int largest) {
        for (int power = largest; power > 0; power /= 10) {
            text.append((char) ('0' + number / power % 10));
        }
    }
}
