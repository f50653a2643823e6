package io.vigie.application.plan;

import java.util.Locale;

/** Where messages begin and end in a file. */
public enum FileLayout {
    /** Each line is one. */
    LINES,
    /** The file is one JSON array, over as many lines as it likes, and each element of it is one. */
    ARRAY,
    /** JSON values one after the other, over as many lines as they like: each is one. */
    VALUES,
    /** Found out for each file by how it begins. */
    FOUND,
    /** The same, where a message may be an array of objects itself. */
    FOUND_OF_ARRAYS;

    /** How a pipeline file calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
