package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.listing.TakenFile;
import java.util.List;

/**
 * What a batch takes.
 *
 * @param number the batch's in the log of files, from 0
 * @param files in the order of their arrival
 */
record TakenBatch(long number, List<TakenFile> files) {

    /** The latest arrival; negative without files. */
    long lastArrival() {
        return files.stream().mapToLong(TakenFile::arrival).max().orElse(-1);
    }
}
