package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.TakenFile;
import java.io.Serializable;

/**
 * What one task reads of a file.
 *
 * @param file which
 * @param from its first byte
 * @param end the first that is another's; negative where all of the file is read here
 */
record FilePart(TakenFile file, long from, long end) implements Serializable {

    private static final long serialVersionUID = 1;

    static FilePart all(TakenFile file) {
        return new FilePart(file, 0, -1);
    }

    long bytes() {
        return end < 0 ? Math.max(file.size(), 0) : end - from;
    }
}
