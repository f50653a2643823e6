package io.vigie.domain.window;

import io.vigie.domain.rule.DurationText;

/**
 * What windows are and what is asked of them, in words. What is kept of open windows is of use to a definition of the
 * same name and the same signature, whatever metrics and devices it is of.
 *
 * <p>The words are those of the spec, {@code tumbling 1m}, {@code hopping 5m every 1m} or {@code session 30s}, with
 * durations as configurations have them in their largest unit, and then those of the aggregates in the order of the
 * alphabet, such as {@code count mean p99.9}. Kept states have the {@link #number()} of the words: a word that changes
 * makes the windows that have it start afresh.
 *
 * @param words the words, with a space between them
 */
public record WindowSignature(String words) {

    /** The signature of a definition. */
    public static WindowSignature of(WindowDefinition definition) {
        return new WindowSignature(definition.spec().interpret(new SpecWords()) + " "
                + definition.aggregates().map(Aggregate::word).sorted().mkString(" "));
    }

    /**
     * The number that stands for the words in kept states.
     *
     * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV-1a, 64 bits, over the characters</a>
     */
    public long number() {
        long number = 0xcbf29ce484222325L;
        for (int i = 0; i < words.length(); i++) {
            number = (number ^ words.charAt(i)) * 0x100000001b3L;
        }
        return number;
    }

    @Override
    public String toString() {
        return words;
    }

    private static final class SpecWords implements WindowSpec.Algebra<String> {

        @Override
        public String tumbling(WindowSpec.Tumbling windows) {
            return "tumbling " + DurationText.print(windows.size());
        }

        @Override
        public String hopping(WindowSpec.Hopping windows) {
            return "hopping " + DurationText.print(windows.size()) + " every " + DurationText.print(windows.every());
        }

        @Override
        public String session(WindowSpec.Session windows) {
            return "session " + DurationText.print(windows.gap());
        }
    }
}
