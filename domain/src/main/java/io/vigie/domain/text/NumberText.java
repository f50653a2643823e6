package io.vigie.domain.text;

/** Numbers as a person would write them: whole ones without a fraction, others in the digits that read back the same. */
public final class NumberText {

    /** Up to here every whole number has a text of its own without an exponent. */
    private static final double LARGEST_WHOLE = 1e15;

    private NumberText() {}

    /** The text, such as {@code 80} or {@code 0.1}; that of a zero below zero is {@code 0}. */
    public static String of(double number) {
        return isWhole(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** Appends the text. */
    public static void append(StringBuilder text, double number) {
        if (isWhole(number)) {
            text.append((long) number);
        } else {
            text.append(number);
        }
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE;
    }
}
