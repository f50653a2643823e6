package io.vigie.application.explanation;

import java.time.Duration;

/** Tells how long something lasted, such as {@code 1m 0.732s}: in the units that it has. */
public final class LengthText {

    private LengthText() {}

    /** The text of a length that is not negative. */
    public static String of(Duration length) {
        StringBuilder text = new StringBuilder();
        add(text, length.toDaysPart(), 'd');
        add(text, length.toHoursPart(), 'h');
        add(text, length.toMinutesPart(), 'm');
        if (length.toSecondsPart() > 0 || length.toNanosPart() > 0 || text.length() == 0) {
            text.append(length.toSecondsPart())
                    .append(fraction(length.toNanosPart()))
                    .append('s');
        }
        return text.toString().strip();
    }

    private static void add(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit).append(' ');
        }
    }

    private static String fraction(int nanos) {
        return nanos == 0 ? "" : "." + String.format("%09d", nanos).replaceAll("0+$", "");
    }
}
