package io.vigie.domain.reading;

import io.vavr.collection.List;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Reads the times of messages in one {@linkplain TimeNotation notation}, from their bytes. */
public final class TimeReader {

    /** A number in a unit that nobody has written out is not of a likely year: see {@link #likelyUnits}. */
    public static final long UNLIKELY = Long.MIN_VALUE + 3;

    static final int FIRST_LIKELY_YEAR = 1980;
    static final int LAST_LIKELY_YEAR = 2100;

    private static final long FIRST_LIKELY = EventTime.ofText(ascii(FIRST_LIKELY_YEAR + "-01-01T00:00Z"), 0, 17);
    private static final long FIRST_UNLIKELY = EventTime.ofText(ascii((LAST_LIKELY_YEAR + 1) + "-01-01T00:00Z"), 0, 17);

    private final EpochUnit unit;
    private final boolean isUnitWritten;
    private final @Nullable ZoneRules zone;

    /** Of times so written. */
    public TimeReader(TimeNotation notation) {
        unit = notation.unit().getOrElse(EpochUnit.MILLISECONDS);
        isUnitWritten = notation.unit().isDefined();
        zone = notation.zone().map(ZoneId::getRules).getOrNull();
    }

    /**
     * The time that a text says, which may also be a number.
     *
     * @param text holds the time in ASCII or UTF-8
     * @param from where it starts
     * @param to where it ends, exclusive
     * @return microseconds since 1970, or one of {@link EventTime}'s constants, or {@link #UNLIKELY}
     */
    public long ofText(byte[] text, int from, int to) {
        long time = EventTime.ofText(text, from, to, zone);
        if (time != EventTime.NOT_A_TIME) {
            return time;
        }
        int start = from;
        int end = to;
        while (start < end && isBlank(text[start])) {
            start++;
        }
        while (end > start && isBlank(text[end - 1])) {
            end--;
        }
        return EventTime.isNumber(text, start, end) ? ofNumber(text, start, end) : EventTime.NOT_A_TIME;
    }

    /**
     * The time that a number says.
     *
     * @param number holds a JSON number
     * @param from where it starts
     * @param to where it ends, exclusive
     * @return microseconds since 1970, or {@link EventTime#OUT_OF_RANGE}, or {@link #UNLIKELY}
     */
    public long ofNumber(byte[] number, int from, int to) {
        long time = EventTime.ofNumber(number, from, to, unit);
        if (isUnitWritten || isLikely(time)) {
            return time;
        }
        // Beyond the years 1 to 9999 it is out of range, unless another unit makes sense of it.
        return EventTime.inRange(time) || likelyUnits(number, from, to).nonEmpty() ? UNLIKELY : time;
    }

    /** The units in which a number is of a likely year. */
    static List<EpochUnit> likelyUnits(byte[] number, int from, int to) {
        return List.of(EpochUnit.values()).filter(unit -> isLikely(EventTime.ofNumber(number, from, to, unit)));
    }

    private static boolean isLikely(long time) {
        return time >= FIRST_LIKELY && time < FIRST_UNLIKELY;
    }

    /** Blank as JSON has it. */
    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
