package io.vigie.domain.window;

import io.vavr.control.Either;
import io.vigie.domain.text.DurationRange;
import io.vigie.domain.text.DurationText;
import java.io.Serializable;
import java.time.Duration;

/** Which windows a reading falls into, by its event time. */
public sealed interface WindowSpec extends Serializable {

    /** How long the durations are that a window is made of. */
    DurationRange DURATIONS = DurationRange.SPANS;

    /** The most windows of one kind that one reading may fall into. */
    int MOST_AT_ONCE = 1_000;

    /** Makes something of each kind. */
    interface Algebra<R> {

        /** Of windows side by side. */
        R tumbling(Tumbling windows);

        /** Of windows that overlap. */
        R hopping(Hopping windows);

        /** Of windows that a gap ends. */
        R session(Session windows);
    }

    /** Has the algebra interpret it. */
    <R> R interpret(Algebra<R> algebra);

    /** Hopping windows, or what is wrong with them, for a person. */
    static Either<String, WindowSpec> hopping(Duration size, Duration every) {
        if (every.compareTo(size) > 0) {
            return Either.left("`every` " + DurationText.print(every) + " is longer than `size` "
                    + DurationText.print(size) + ": readings would fall between the windows; make it shorter");
        }
        if (size.compareTo(every.multipliedBy(MOST_AT_ONCE)) > 0) {
            return Either.left("a reading would be in more than " + MOST_AT_ONCE + " windows of "
                    + DurationText.print(size) + " every " + DurationText.print(every) + "; make `every` longer");
        }
        return Either.right(new Hopping(size, every));
    }

    private static void check(Duration duration) {
        if (!DURATIONS.contains(duration)) {
            throw new IllegalArgumentException(
                    "A window is made of durations " + DURATIONS + ", not of " + DurationText.print(duration) + ".");
        }
    }

    /**
     * Windows side by side: {@code [n * size, (n + 1) * size)} for every whole n, counted from 1970.
     *
     * @param size the length of each
     */
    record Tumbling(Duration size) implements WindowSpec {

        private static final long serialVersionUID = 1;

        /** @throws IllegalArgumentException when the size is not one of {@link #DURATIONS} */
        public Tumbling {
            check(size);
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.tumbling(this);
        }

        @Override
        public String toString() {
            return "tumbling " + DurationText.print(size);
        }
    }

    /**
     * Windows that overlap: {@code [n * every, n * every + size)} for every whole n, counted from 1970.
     *
     * @param size the length of each
     * @param every how long after one the next begins; not longer than the size, which need not be a multiple of it
     */
    record Hopping(Duration size, Duration every) implements WindowSpec {

        private static final long serialVersionUID = 1;

        /** @throws IllegalArgumentException when a duration is out of range or the two do not go together */
        public Hopping {
            check(size);
            check(every);
            if (every.compareTo(size) > 0 || size.compareTo(every.multipliedBy(MOST_AT_ONCE)) > 0) {
                throw new IllegalArgumentException(
                        "Hopping windows leave no gaps, and a reading is in at most " + MOST_AT_ONCE + " of them.");
            }
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.hopping(this);
        }

        @Override
        public String toString() {
            return "hopping " + DurationText.print(size) + " every " + DurationText.print(every);
        }
    }

    /**
     * Windows that last as long as readings follow one another: from the first reading until the gap has passed after
     * the last. A reading just the gap after the last begins a session of its own.
     *
     * @param gap how long after its last reading a session ends
     */
    record Session(Duration gap) implements WindowSpec {

        private static final long serialVersionUID = 1;

        /** @throws IllegalArgumentException when the gap is not one of {@link #DURATIONS} */
        public Session {
            check(gap);
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.session(this);
        }

        @Override
        public String toString() {
            return "session " + DurationText.print(gap);
        }
    }
}
