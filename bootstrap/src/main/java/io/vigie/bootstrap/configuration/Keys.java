package io.vigie.bootstrap.configuration;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.List;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;

/**
 * The keys that a mapping may have.
 *
 * @param known those with a meaning
 * @param unavailable those that have one in another version only, with the sentence that says so
 */
record Keys(Seq<String> known, Map<String, String> unavailable) {

    static Keys of(String... known) {
        return new Keys(List.of(known), LinkedHashMap.empty());
    }

    /** With further words that this version does not run; {@code kind} is what they are, such as "source". */
    Keys without(String kind, String... words) {
        return new Keys(
                known,
                List.of(words)
                        .foldLeft(
                                unavailable,
                                (all, word) -> all.put(
                                        word,
                                        kind + " " + word + " is not available in this version; it has "
                                                + sentence(known))));
    }

    /** Both kinds. */
    Seq<String> all() {
        return known.appendAll(unavailable.keySet());
    }

    /** The names as a sentence has them: {@code a, b and c}. */
    static String sentence(Seq<String> names) {
        return names.size() < 2 ? names.mkString() : names.init().mkString(", ") + " and " + names.last();
    }
}
