package io.vigie.bootstrap.configuration.yaml;

import io.vavr.collection.Seq;
import io.vigie.domain.text.Spelling;

/** How a sentence on an unknown name goes on. */
public final class Suggestion {

    private Suggestion() {}

    /** With the known name that is nearest, or else with all there are. */
    public static String orKnown(String written, Seq<String> known) {
        return Spelling.nearest(written, known)
                .map(Suggestion::of)
                .getOrElse(() -> "; known here: " + known.mkString(", "));
    }

    /** With the known name that is nearest, or not at all: the sentence names what there is already. */
    public static String orNothing(String written, Seq<String> known) {
        return Spelling.nearest(written, known).map(Suggestion::of).getOrElse("");
    }

    /** With this name. */
    public static String of(String name) {
        return "; did you mean `" + name + "`?";
    }
}
