package io.vigie.domain.reading;

import io.vavr.collection.Map;

/** What a field of a message holds before anyone has checked it: any of the kinds of value that JSON knows. */
public sealed interface RawValue {

    /** What it is, as a noun with its article. */
    String noun();

    /** Lets the algebra do what this value is for. */
    <R> R interpret(Algebra<R> algebra);

    /** A string. */
    record Text(String text) implements RawValue {
        @Override
        public String noun() {
            return "a string";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.text(text);
        }
    }

    /**
     * A number as it was written.
     *
     * @param text a number of JSON's grammar, of any length and size, or one of {@code NaN}, {@code Infinity} and
     *     {@code -Infinity}
     */
    record Numeric(String text) implements RawValue {
        @Override
        public String noun() {
            return "a number";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.numeric(text);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements RawValue {
        @Override
        public String noun() {
            return "a boolean";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.flag(value);
        }
    }

    /** A null: the field is there and says nothing. */
    record Null() implements RawValue {
        @Override
        public String noun() {
            return "null";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.nothing();
        }
    }

    /**
     * An object.
     *
     * @param members its members; those of an object within it need not be told, as no reading has them
     */
    record Members(Map<String, RawValue> members) implements RawValue {
        @Override
        public String noun() {
            return "an object";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.members(members);
        }
    }

    /** An array; what is in it is not told, as no reading has it. */
    record Items() implements RawValue {
        @Override
        public String noun() {
            return "an array";
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.items();
        }
    }

    /** One function a kind of value; every kind is asked for, so that none is forgotten. */
    interface Algebra<R> {
        /** For a string. */
        R text(String text);

        /** For a number, as it was written. */
        R numeric(String text);

        /** For true or false. */
        R flag(boolean value);

        /** For a null. */
        R nothing();

        /** For an object. */
        R members(Map<String, RawValue> members);

        /** For an array. */
        R items();
    }
}
