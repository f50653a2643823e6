package io.vigie.adapters.spark.files.listing;

import org.apache.hadoop.fs.GlobPattern;
import org.jspecify.annotations.Nullable;

/**
 * Which names are meant at one level of a path: those that a glob matches, as Hadoop has them, or one.
 *
 * @param text the glob, or the name
 * @param glob null where it is a name
 */
record NamePattern(String text, @Nullable GlobPattern glob) {

    /** One name, whatever letters are in it. */
    static NamePattern literal(String name) {
        return new NamePattern(name, null);
    }

    /** A glob, or a name where it has no letter of one. */
    static NamePattern of(String text) {
        GlobPattern glob = new GlobPattern(text);
        return new NamePattern(text, glob.hasWildcard() ? glob : null);
    }

    /** A hidden name is meant only by one that is hidden itself. */
    boolean matches(String name) {
        return glob == null
                ? text.equals(name)
                : glob.matches(name) && (InputPath.isHidden(text) || !InputPath.isHidden(name));
    }
}
