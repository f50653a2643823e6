package io.vigie.domain.rule;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Locale;

/** Finds what a misspelt word was meant to be. */
final class Spelling {

    private Spelling() {}

    /** The known word with the fewest letters to change, unless that is more than half of them. */
    static Option<String> nearest(String word, Seq<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return known.minBy(candidate -> distance(lower, candidate))
                .filter(candidate -> 2 * distance(lower, candidate) <= Math.max(lower.length(), candidate.length()));
    }

    /**
     * The letters to insert, delete or replace to make one word of the other.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Levenshtein_distance">Levenshtein distance</a>
     */
    private static int distance(String word, String other) {
        int[] before = new int[other.length() + 1];
        for (int at = 0; at <= other.length(); at++) {
            before[at] = at;
        }
        for (int row = 1; row <= word.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int at = 1; at <= other.length(); at++) {
                int replaced = before[at - 1] + (word.charAt(row - 1) == other.charAt(at - 1) ? 0 : 1);
                now[at] = Math.min(replaced, 1 + Math.min(before[at], now[at - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
