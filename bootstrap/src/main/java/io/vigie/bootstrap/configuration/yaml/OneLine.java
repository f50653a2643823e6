package io.vigie.bootstrap.configuration.yaml;

import java.util.regex.Pattern;

/** Text from elsewhere, such as the name of a file, for a line on a terminal: what that would act upon is a blank. */
public final class OneLine {

    /** Controls, those of the second half of Latin-1 too, ends of lines, and what turns the direction of writing. */
    private static final Pattern NO_CHARACTERS =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+");

    private OneLine() {}

    /** The text on one line. */
    public static String of(String text) {
        return NO_CHARACTERS.matcher(text).replaceAll(" ");
    }
}
