package io.vigie.domain.window;

import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.domain.text.DurationText;

/**
 * What windows are and what is asked of them, in words. What is kept of open windows is of use to a definition of the
 * same name and the same signature, or one that asks for more aggregates, whatever metrics and devices it is of.
 *
 * <p>The words are those of the spec, {@code tumbling 1m}, {@code hopping 5m every 1m} or {@code session 30s}, with
 * durations as configurations have them in their largest unit, and then those of the aggregates in the order of the
 * alphabet, such as {@code count mean p99.9}. Kept states have the {@link #number()} of the words: a word that changes
 * makes the windows that have it start afresh.
 *
 * @param words the words, with a space between them
 */
public record WindowSignature(String words) {

    private static final long FIRST = 0xcbf29ce484222325L;

    /** Of more aggregates, no fewer are looked for: the choices double with each. */
    private static final int MOST_CHOSEN_FROM = 20;

    /** The signature of a definition. */
    public static WindowSignature of(WindowDefinition definition) {
        return new WindowSignature(
                of(definition.spec()) + sorted(definition.aggregates()).mkString(" ", " ", ""));
    }

    private static String of(WindowSpec spec) {
        return spec.interpret(new SpecWords());
    }

    private static Seq<String> sorted(Seq<Aggregate> aggregates) {
        return aggregates.map(Aggregate::word).sorted();
    }

    /**
     * The words of the aggregates of a signature of this number, where it is that of the same windows with fewer
     * aggregates, or as many; none where it is another. A number tells nothing of its words: all choices are tried.
     */
    public static Option<Seq<String>> amongAggregates(WindowDefinition definition, long number) {
        Seq<String> words = sorted(definition.aggregates());
        return words.size() > MOST_CHOSEN_FROM
                ? Option.when(of(definition).number() == number, words)
                : chosen(with(FIRST, of(definition.spec())), words.toList(), List.empty(), number);
    }

    private static Option<Seq<String>> chosen(long number, List<String> rest, List<String> chosen, long wanted) {
        if (rest.isEmpty()) {
            return Option.when(number == wanted && !chosen.isEmpty(), chosen);
        }
        return chosen(with(number, " " + rest.head()), rest.tail(), chosen.append(rest.head()), wanted)
                .orElse(() -> chosen(number, rest.tail(), chosen, wanted));
    }

    /**
     * The number that stands for the words in kept states.
     *
     * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV-1a, 64 bits, over the characters</a>
     */
    public long number() {
        return with(FIRST, words);
    }

    private static long with(long before, String words) {
        long number = before;
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
