package io.vigie.domain.window;

import io.vavr.control.Option;
import io.vigie.domain.text.NumberText;
import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is asked of the readings in a window. */
public sealed interface Aggregate extends Serializable {

    /** What an aggregate may be, for messages. */
    String KINDS = "count, sum, min, max, mean, stddev or a percentile such as p50, p99 or p99.9";

    /** Makes something of each kind. */
    interface Algebra<R> {

        /** Of a statistic. */
        R statistic(Statistic statistic);

        /** Of a percentile. */
        R percentile(Percentile percentile);
    }

    /** Has the algebra interpret it. */
    <R> R interpret(Algebra<R> algebra);

    /** The word for it in configurations, such as {@code mean} or {@code p99.9}. */
    String word();

    /** The name of its column, such as {@code mean} or {@code p99_9}. */
    default String column() {
        return word().replace('.', '_');
    }

    /** The aggregate of this word; none where it is no aggregate's. */
    static Option<Aggregate> parse(String word) {
        for (Statistic.Kind kind : Statistic.Kind.values()) {
            if (kind.word().equals(word)) {
                return Option.some(new Statistic(kind));
            }
        }
        return Percentile.WORD.matcher(word).matches()
                ? Option.some(new Percentile(Double.parseDouble(word.substring(1))))
                : Option.none();
    }

    /**
     * A statistic that the readings are folded into one after the other.
     *
     * @param kind which one
     */
    record Statistic(Kind kind) implements Aggregate {

        private static final long serialVersionUID = 1;

        /** How many readings: the one aggregate that is a whole number. */
        public static final Statistic COUNT = new Statistic(Kind.COUNT);

        /** The statistics, in the order of their columns. */
        public enum Kind {
            /** How many readings. */
            COUNT,
            /** Their sum, added in the order in which they were counted. */
            SUM,
            /** The least. */
            MIN,
            /** The greatest. */
            MAX,
            /** The sum over the count. */
            MEAN,
            /** The sample standard deviation; of fewer than two readings undefined. */
            STDDEV;

            /** The word for it, such as {@code mean}. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.statistic(this);
        }

        @Override
        public String word() {
            return kind.word();
        }

        @Override
        public String toString() {
            return word();
        }
    }

    /**
     * The value that this share of the readings is not above, with linear interpolation between closest ranks.
     *
     * @param percent from 0 to 100, with at most three digits after the point
     */
    record Percentile(double percent) implements Aggregate {

        private static final long serialVersionUID = 1;

        private static final Pattern WORD = Pattern.compile("p(?:100(?:\\.0{1,3})?|[1-9]?[0-9](?:\\.[0-9]{1,3})?)");

        /** @throws IllegalArgumentException when it is not from 0 to 100, or has more digits than three */
        public Percentile {
            if (!WORD.matcher("p" + percent).matches()) {
                throw new IllegalArgumentException("A percentile is from 0 to 100, with at most three digits after the"
                        + " point; " + percent + " is not.");
            }
        }

        @Override
        public <R> R interpret(Algebra<R> algebra) {
            return algebra.percentile(this);
        }

        @Override
        public String word() {
            return "p" + NumberText.of(percent);
        }

        @Override
        public String toString() {
            return word();
        }
    }
}
