package io.vigie.bootstrap.operation;

import java.util.Locale;

/** Counts for a person, with their thousands apart: {@code 1,234}. */
public final class CountText {

    private CountText() {}

    public static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With what is counted, in the plural where there is not just one: {@code 1 file}, {@code 1,234 files}. */
    public static String of(long count, String thing) {
        return of(count) + " " + thing + (count == 1 ? "" : "s");
    }
}
