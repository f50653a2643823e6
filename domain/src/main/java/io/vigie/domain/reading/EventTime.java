package io.vigie.domain.reading;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that messages carry, from their bytes and without allocating: ISO-8601 text, as
 * <a href="https://www.rfc-editor.org/rfc/rfc3339">RFC 3339</a> profiles it, and decimal numbers.
 *
 * <p>Times are whole microseconds since 1970-01-01T00:00:00Z; finer digits are cut off, towards the past. What is no
 * time is one of the negative constants here, none of which is a time in range.
 */
public final class EventTime {

    /** The first event time there is, 0001-01-01T00:00:00Z. */
    public static final long FIRST = -62_135_596_800_000_000L;

    /** The last event time there is, 9999-12-31T23:59:59.999999Z. */
    public static final long LAST = 253_402_300_799_999_999L;

    /** The text is no ISO-8601 time, or names a day that no calendar has. */
    public static final long NOT_A_TIME = Long.MIN_VALUE;

    /** The text is a local time: it does not say which offset it is in. */
    public static final long WITHOUT_OFFSET = Long.MIN_VALUE + 1;

    /** The time is before {@link #FIRST} or after {@link #LAST}. */
    public static final long OUT_OF_RANGE = Long.MIN_VALUE + 2;

    private static final long MICROSECONDS_A_SECOND = 1_000_000;
    private static final int SECONDS_A_DAY = 86_400;
    private static final long DAYS_FROM_YEAR_0_TO_1970 = 719_528;
    private static final int MAX_OFFSET_HOURS = 18;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    /** Numbers of 10 to the power of this and more microseconds, 31,000 years, are out of range whatever they are for. */
    private static final int MAX_DIGITS = 18;

    private EventTime() {}

    /** Whether there are event times at this many microseconds since 1970. */
    public static boolean inRange(long microseconds) {
        return microseconds >= FIRST && microseconds <= LAST;
    }

    /**
     * The time that a text says: {@code yyyy-MM-ddTHH:mm[:ss[.fraction]]} and {@code Z}, {@code ±hh}, {@code ±hhmm} or
     * {@code ±hh:mm} (up to 18 hours). {@code t}, a space, a comma before the fraction and {@code z} are taken too; a leap
     * second is not.
     *
     * @param text holds the time in ASCII or UTF-8
     * @param from where it starts
     * @param to where it ends, exclusive
     * @return microseconds since 1970, or {@link #NOT_A_TIME}, {@link #WITHOUT_OFFSET} or {@link #OUT_OF_RANGE}
     */
    public static long ofText(byte[] text, int from, int to) {
        return ofText(text, from, to, null);
    }

    /**
     * The same, where a text without an offset is a time of a zone: of one that its clocks show twice the earlier, and one
     * that they skip is moved on by what was skipped.
     */
    static long ofText(byte[] text, int from, int to, @Nullable ZoneRules zone) {
        if (to - from < 16 || text[from + 4] != '-' || text[from + 7] != '-' || text[from + 13] != ':') {
            return NOT_A_TIME;
        }
        byte separator = text[from + 10];
        if (separator != 'T' && separator != 't' && separator != ' ') {
            return NOT_A_TIME;
        }
        int century = twoDigits(text, from, to);
        int yearOfCentury = twoDigits(text, from + 2, to);
        int month = twoDigits(text, from + 5, to);
        int day = twoDigits(text, from + 8, to);
        int hour = twoDigits(text, from + 11, to);
        int minute = twoDigits(text, from + 14, to);
        if ((century | yearOfCentury | month | day | hour | minute) < 0) {
            return NOT_A_TIME;
        }
        int year = century * 100 + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month) || hour > 23 || minute > 59) {
            return NOT_A_TIME;
        }
        int at = from + 16;
        int second = 0;
        int fraction = 0;
        if (at < to && text[at] == ':') {
            second = twoDigits(text, at + 1, to);
            if (second < 0 || second > 59) {
                return NOT_A_TIME;
            }
            at += 3;
            if (at < to && (text[at] == '.' || text[at] == ',')) {
                int digits = at + 1;
                at = digits;
                int weight = 100_000;
                while (at < to && isDigit(text[at])) {
                    fraction += (text[at] - '0') * weight;
                    weight /= 10;
                    at++;
                }
                if (at == digits) {
                    return NOT_A_TIME;
                }
            }
        }
        long local = daysSince1970(year, month, day) * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second;
        int offset = 0;
        if (at == to) {
            if (zone == null) {
                return WITHOUT_OFFSET;
            }
            // In an overlap and in a gap, this is the offset of before: just what is wanted.
            offset = zone.getOffset(LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC))
                    .getTotalSeconds();
        } else if (to - at != 1 || (text[at] != 'Z' && text[at] != 'z')) {
            offset = offset(text, at, to);
            if (offset == Integer.MIN_VALUE) {
                return NOT_A_TIME;
            }
        }
        long microseconds = (local - offset) * MICROSECONDS_A_SECOND + fraction;
        return inRange(microseconds) ? microseconds : OUT_OF_RANGE;
    }

    /**
     * The time that a number says.
     *
     * @param number holds a JSON number
     * @param from where it starts
     * @param to where it ends, exclusive
     * @param unit what it counts
     * @return microseconds since 1970, or {@link #OUT_OF_RANGE}
     */
    static long ofNumber(byte[] number, int from, int to, EpochUnit unit) {
        long counted = scaled(number, from, to, unit.powerToMicroseconds());
        if (counted == OUT_OF_RANGE) {
            return OUT_OF_RANGE;
        }
        long microseconds = counted + unit.start();
        return inRange(microseconds) ? microseconds : OUT_OF_RANGE;
    }

    /** Whether a text is a number as JSON writes one. */
    static boolean isNumber(byte[] text, int from, int to) {
        int at = from < to && text[from] == '-' ? from + 1 : from;
        int whole = at;
        at = afterDigits(text, at, to);
        if (at == whole || (text[whole] == '0' && at > whole + 1)) {
            return false;
        }
        if (at < to && text[at] == '.') {
            int fraction = at + 1;
            at = afterDigits(text, fraction, to);
            if (at == fraction) {
                return false;
            }
        }
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            int exponent = at + 1 < to && (text[at + 1] == '-' || text[at + 1] == '+') ? at + 2 : at + 1;
            at = afterDigits(text, exponent, to);
            if (at == exponent) {
                return false;
            }
        }
        return at == to;
    }

    private static int afterDigits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && isDigit(text[at])) {
            at++;
        }
        return at;
    }

    /**
     * A number of seconds in microseconds, which need not be an event time: it may be a difference.
     *
     * @param number holds a JSON number
     * @param from where it starts
     * @param to where it ends, exclusive
     * @return microseconds, less than 10<sup>18</sup> either way, or {@link #OUT_OF_RANGE}
     */
    public static long secondsInMicroseconds(byte[] number, int from, int to) {
        return scaled(number, from, to, 6);
    }

    /** The floor of a JSON number times 10 to a power. Digit by digit: exact, and as fast for 1e999999999 as for 1. */
    private static long scaled(byte[] number, int from, int to, int power) {
        int at = from;
        boolean negative = number[at] == '-';
        if (negative) {
            at++;
        }
        int mantissa = at;
        int point = -1;
        while (at < to && number[at] != 'e' && number[at] != 'E') {
            if (number[at] == '.') {
                point = at;
            }
            at++;
        }
        int end = at;
        int wholeDigits = (point < 0 ? end : point) - mantissa;
        long places = (long) wholeDigits + power + exponent(number, at, to);
        long whole = 0;
        boolean more = false;
        int significant = 0;
        long place = 0;
        for (int i = mantissa; i < end; i++) {
            if (i == point) {
                continue;
            }
            int digit = number[i] - '0';
            if (place++ >= places) {
                more |= digit != 0;
            } else {
                whole = whole * 10 + digit;
                if (whole != 0 && ++significant > MAX_DIGITS) {
                    return OUT_OF_RANGE;
                }
            }
        }
        if (whole != 0) {
            if (significant + (places - place) > MAX_DIGITS) {
                return OUT_OF_RANGE;
            }
            for (; place < places; place++) {
                whole *= 10;
            }
        }
        if (!negative) {
            return whole;
        }
        return more ? -whole - 1 : -whole;
    }

    /** The exponent at and after the {@code e}, or 0 without one; one beyond any use stays so, and overflows nothing. */
    private static long exponent(byte[] number, int at, int to) {
        if (at == to) {
            return 0;
        }
        int i = at + 1;
        boolean negative = number[i] == '-';
        if (negative || number[i] == '+') {
            i++;
        }
        long exponent = 0;
        for (; i < to; i++) {
            if (exponent < Integer.MAX_VALUE) {
                exponent = exponent * 10 + (number[i] - '0');
            }
        }
        return negative ? -exponent : exponent;
    }

    /** The offset in seconds, or {@link Integer#MIN_VALUE} where it is none. */
    private static int offset(byte[] text, int at, int to) {
        if (text[at] != '+' && text[at] != '-') {
            return Integer.MIN_VALUE;
        }
        int length = to - at;
        int hours = twoDigits(text, at + 1, to);
        int minutes = 0;
        if (length == 5) {
            minutes = twoDigits(text, at + 3, to);
        } else if (length == 6 && text[at + 3] == ':') {
            minutes = twoDigits(text, at + 4, to);
        } else if (length != 3) {
            return Integer.MIN_VALUE;
        }
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_HOURS * 60) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** Two digits as a number, or -1 where there are not two. */
    private static int twoDigits(byte[] text, int at, int to) {
        if (at + 2 > to || !isDigit(text[at]) || !isDigit(text[at + 1])) {
            return -1;
        }
        return (text[at] - '0') * 10 + (text[at + 1] - '0');
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int daysOfMonth(int year, int month) {
        if (month == 2 && isLeap(year)) {
            return 29;
        }
        return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1];
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static long daysSince1970(int year, int month, int day) {
        int leapDays = (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400;
        int leapDay = month > 2 && isLeap(year) ? 1 : 0;
        return 365L * year + leapDays + DAYS_BEFORE_MONTH[month - 1] + leapDay + day - 1 - DAYS_FROM_YEAR_0_TO_1970;
    }
}
