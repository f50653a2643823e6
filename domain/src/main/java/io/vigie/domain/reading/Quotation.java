package io.vigie.domain.reading;

/**
 * What a sentence for a person quotes of a message. A message may hold a name of a million characters: whoever reads
 * the sentence is served by its beginning, and nobody by many copies of it.
 */
public final class Quotation {

    /** The most characters of a name; none that a reading may have comes near it. */
    static final int LONGEST_NAME = 1_000;

    /** The most characters of a value. */
    static final int LONGEST_VALUE = 40;

    private static final String CUT = "…";

    private Quotation() {}

    /** A field's or a device's name: whole, or the beginning of one that is very long. */
    public static String name(String text) {
        return cut(text, LONGEST_NAME);
    }

    /** A value in quotes, on one line. */
    static String value(String text) {
        return "\"" + cut(text, LONGEST_VALUE).replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    /** The text, or so many characters of its beginning and a sign that it was longer; no character is halved. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + CUT;
    }
}
