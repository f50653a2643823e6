package io.vigie.adapters.spark.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file that is there whole or not at all: it is written beside its place, under a hidden name, and then put there. */
public final class WholeFile {

    private WholeFile() {}

    /** Writes what is in a file. */
    public interface Content {
        /** Writes all of it; the stream is closed by whoever gave it. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * Puts a file in place of another one, or where there is none; makes the directories on the way.
     *
     * @throws IOException when it cannot be written; what was in its place may be there, or nothing
     */
    public static void write(FileSystem files, Path whole, Content content) throws IOException {
        Path part = new Path(whole.getParent(), "." + whole.getName() + ".part");
        files.mkdirs(whole.getParent());
        try (OutputStream out = files.create(part, true)) {
            content.to(out);
        }
        files.delete(whole, false);
        if (!files.rename(part, whole)) {
            throw new IOException("the file " + whole + " cannot be put in place");
        }
    }
}
