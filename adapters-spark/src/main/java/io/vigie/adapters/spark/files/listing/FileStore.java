package io.vigie.adapters.spark.files.listing;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** A file system, as far as input files need it. Paths are absolute, with {@code /} between names. */
public interface FileStore {

    /** The one that a path or URI is in. */
    static FileStore of(String path, Configuration configuration) throws IOException {
        if (LocalStore.isLocal(path, configuration)) {
            return new LocalStore();
        }
        Path place = new Path(path);
        return new HadoopStore(place.getFileSystem(configuration));
    }

    /** What something is called in tables and to people, whatever it was called when it was asked for. */
    String name(String path);

    /** The path within this file system of such a name. */
    String path(String name);

    /** What is there; null where nothing is. */
    @Nullable
    Entry look(String path) throws IOException;

    /** A path without the links on its way. */
    String realPath(String path) throws IOException;

    /** Hands over what a directory holds, in no particular order. */
    void list(String directory, EntryVisitor visitor) throws IOException;

    /**
     * Opens a file.
     *
     * @param from the first byte that is wanted; where the file is shorter, there is none
     * @throws java.io.FileNotFoundException when it is gone
     */
    InputStream open(String path, long from) throws IOException;

    /** Whether a directory's time of modification tells that something was put into it or taken out of it. */
    boolean tellsWhatIsNew();

    /** Whether it may be read, as far as that can be known without opening it. */
    boolean isReadable(String path);

    /** Puts a file elsewhere in this file system, where nothing is; makes the directories on the way. */
    void move(String path, String to) throws IOException;

    /** Takes a file away; nothing happens where there is none. */
    void delete(String path) throws IOException;

    /** Takes what a directory holds. */
    interface EntryVisitor {
        void visit(Entry entry) throws IOException;
    }

    /** What an entry of a directory is. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A pipe, a device, a link to nowhere: nothing that could be read. */
        OTHER
    }

    /**
     * An entry of a directory. A link is what it leads to.
     *
     * @param name without what lies before it
     * @param size in bytes, of a file
     * @param modified in milliseconds since 1970
     * @param target where a link ends; null where it is none
     */
    record Entry(
            String name,
            Kind kind,
            long size,
            long modified,
            @Nullable String target) {}
}
