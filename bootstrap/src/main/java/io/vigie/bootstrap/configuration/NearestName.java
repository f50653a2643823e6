package io.vigie.bootstrap.configuration;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import java.util.Locale;

/** The known name that somebody most likely meant. */
final class NearestName {

    /** No name is longer. */
    private static final int LONGEST = 64;

    private NearestName() {}

    /** The nearest of the known names, if one is near enough to be a slip of the pen. */
    static Option<String> of(String written, Seq<String> known) {
        if (written.length() > LONGEST) {
            return Option.none();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return known.minBy(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.min(written.length(), name.length()) / 3));
    }

    /** The rest of a sentence on an unknown name: the nearest known one, or else all there are. */
    static String hint(String written, Seq<String> known) {
        return of(written, known)
                .map(name -> "did you mean `" + name + "`?")
                .getOrElse(() -> "known here: " + known.mkString(", "));
    }

    /** Letters to add, drop, change or swap with their neighbour: the distance of Damerau and Levenshtein. */
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
