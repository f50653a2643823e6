package io.vigie.domain.reading;

/**
 * One thing wrong with a message, and where in it.
 *
 * <p>Fields are named by their path, a JSON Pointer as <a href="https://www.rfc-editor.org/rfc/rfc6901">RFC 6901</a>
 * has it: {@code /deviceId}, {@code /2/v}.
 */
public sealed interface Defect {

    /** The kind of the defect, as tables carry it. */
    RejectionReason reason();

    /** A sentence for a person: what is wrong, and where. */
    String detail();

    /** A required field is absent or null. */
    record MissingField(String path) implements Defect {
        @Override
        public RejectionReason reason() {
            return RejectionReason.MISSING_FIELD;
        }

        @Override
        public String detail() {
            return path + " is missing";
        }
    }

    /** A field holds something of another kind; {@code expected} and {@code found} are nouns, such as "a number". */
    record WrongType(String path, String expected, String found) implements Defect {
        @Override
        public RejectionReason reason() {
            return RejectionReason.WRONG_TYPE;
        }

        @Override
        public String detail() {
            return path + " should be " + expected + " but is " + found;
        }
    }

    /** A field's value is beyond its range; {@code problem} goes on from the path, such as "is not finite". */
    record OutOfRange(String path, String problem) implements Defect {
        @Override
        public RejectionReason reason() {
            return RejectionReason.OUT_OF_RANGE;
        }

        @Override
        public String detail() {
            return path + " " + problem;
        }
    }

    /** The message is not of its format; {@code offset} counts bytes from the message's first. */
    record Malformed(int offset, String problem) implements Defect {
        @Override
        public RejectionReason reason() {
            return RejectionReason.MALFORMED;
        }

        @Override
        public String detail() {
            return problem + " at byte " + offset;
        }
    }

    /** The message, or something in it, is larger than the limits. */
    record TooLarge(String problem) implements Defect {
        @Override
        public RejectionReason reason() {
            return RejectionReason.TOO_LARGE;
        }

        @Override
        public String detail() {
            return problem;
        }
    }
}
