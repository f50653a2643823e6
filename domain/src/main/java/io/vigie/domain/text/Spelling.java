package io.vigie.domain.text;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Locale;

/**
 * Finds what a misspelt word was meant to be. Neighbours swapped count as one slip, being the commonest in short words;
 * the edit distances on Spark's class path count two.
 */
public final class Spelling {

    /** Nobody misspells longer words by hand. */
    private static final int LONGEST = 64;

    private Spelling() {}

    /**
     * The known word that is nearest, where it is near enough to be a slip of the pen: a third of its letters at most.
     * Upper and lower case and the blanks around a word make no difference.
     */
    public static Option<String> nearest(String written, Seq<String> known) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        if (word.length() > LONGEST) {
            return Option.none();
        }
        return known.minBy(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT)))
                .filter(candidate -> distance(word, candidate.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.min(word.length(), candidate.length()) / 3));
    }

    /**
     * Letters to add, drop, change or swap with their neighbour to make one word of the other.
     *
     * @see <a href="https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">Optimal string alignment</a>
     */
    private static int distance(String a, String b) {
        int[][] distances = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distances[i][j] = i == 0 || j == 0 ? i + j : step(distances, a, b, i, j);
            }
        }
        return distances[a.length()][b.length()];
    }

    private static int step(int[][] distances, String a, String b, int i, int j) {
        int change = distances[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int shortest = Math.min(change, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(shortest, distances[i - 2][j - 2] + 1) : shortest;
    }
}
