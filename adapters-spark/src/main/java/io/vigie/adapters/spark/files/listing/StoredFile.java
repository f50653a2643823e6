package io.vigie.adapters.spark.files.listing;

import java.util.Comparator;

/**
 * A file as it was found.
 *
 * @param path from the root of the input, with {@code /} between names
 * @param size in bytes; negative where an earlier version of the log did not keep it
 * @param modified in milliseconds since 1970
 */
public record StoredFile(String path, long size, long modified) {

    /** As they arrive. */
    public static final Comparator<StoredFile> ORDER =
            Comparator.comparingLong(StoredFile::modified).thenComparing(StoredFile::path);
}
