package io.vigie.application.decoding;

/** Where in the message the value of a field is, and of which kind it is. Mutable, and used again. */
final class ScannedValue {

    /** What JSON knows, and two kinds that it does not. */
    enum Kind {
        /** The field is not there. */
        ABSENT("absent"),
        /** A string; the span is what is between its quotes. */
        TEXT("a string"),
        /** A number. */
        NUMBER("a number"),
        /** One of the words NaN, Infinity and -Infinity: no JSON, but sent by many for a number. */
        NOT_FINITE("a number that is not finite"),
        /** The word true. */
        TRUE("a boolean"),
        /** The word false. */
        FALSE("a boolean"),
        /** The word null. */
        NULL("null"),
        /** An object, its braces included. */
        OBJECT("an object"),
        /** An array, its brackets included. */
        ARRAY("an array");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        /** What it is, for a person. */
        String noun() {
            return noun;
        }
    }

    Kind kind = Kind.ABSENT;
    int from;
    int to;

    /** Whether a text has escapes, so that it is not what its bytes say. */
    boolean escaped;

    void set(Kind what, int start, int end) {
        kind = what;
        from = start;
        to = end;
        escaped = false;
    }

    void clear() {
        kind = Kind.ABSENT;
    }

    /** Where the value begins as it is written, quotes included. */
    int writtenFrom() {
        return kind == Kind.TEXT ? from - 1 : from;
    }

    /** Where the value ends as it is written, quotes included. */
    int writtenTo() {
        return kind == Kind.TEXT ? to + 1 : to;
    }

    /** Whether the field says something: a null does not. */
    boolean isPresent() {
        return kind != Kind.ABSENT && kind != Kind.NULL;
    }
}
