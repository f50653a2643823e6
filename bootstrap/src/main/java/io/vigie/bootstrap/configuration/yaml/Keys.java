package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.List;
import io.vavr.collection.Seq;

/**
 * The keys that a mapping may have.
 *
 * @param known those with a meaning
 */
public record Keys(Seq<String> known) {

    public static Keys of(String... known) {
        return new Keys(List.of(known));
    }

    /** The names as a sentence has them: {@code a, b and c}. */
    public static String sentence(Seq<String> names) {
        return names.size() < 2 ? names.mkString() : names.init().mkString(", ") + " and " + names.last();
    }
}
