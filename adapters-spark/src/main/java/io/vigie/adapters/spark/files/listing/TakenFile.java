package io.vigie.adapters.spark.files.listing;

import java.io.Serializable;

/**
 * A file that a batch takes, or what it tells of one.
 *
 * @param path from the root of the input
 * @param size in bytes when it was taken; negative where that is not known
 * @param modified when it was modified, in milliseconds since 1970
 * @param arrival when it arrived, in microseconds since 1970
 * @param now the moment from which its messages may be of the future; nearly always its arrival
 * @param remark what to tell of the file, which is then not read; empty where it is read
 * @param place where in the file that is
 */
public record TakenFile(String path, long size, long modified, long arrival, long now, String remark, long place)
        implements Serializable {

    private static final long serialVersionUID = 1;

    /** One that is read. */
    public TakenFile(String path, long size, long modified, long arrival, long now) {
        this(path, size, modified, arrival, now, "", 0);
    }

    public boolean isRead() {
        return remark.isEmpty();
    }
}
