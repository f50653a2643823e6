package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.content.BlockLimits;
import io.vigie.adapters.spark.files.content.FileBlocks;
import io.vigie.adapters.spark.files.listing.FileStore;
import io.vigie.application.plan.FileLayout;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** How the files of an input are read, wherever tasks run. */
final class FileReading implements Serializable {

    private static final long serialVersionUID = 1;

    private final HadoopSettings settings;

    /** The input's root, with all that says where it is. */
    private final String root;

    private final FileLayout layout;
    private final BlockLimits limits;
    private transient @Nullable FileStore store;

    private FileReading(HadoopSettings settings, String root, FileLayout layout, BlockLimits limits) {
        this.settings = settings;
        this.root = root;
        this.layout = layout;
        this.limits = limits;
    }

    static FileReading of(SparkSession session, Configuration hadoop, String root, FileLayout layout) {
        return new FileReading(HadoopSettings.of(session, hadoop), root, layout, BlockLimits.DEFAULT);
    }

    FileLayout layout() {
        return layout;
    }

    private FileStore store() throws IOException {
        FileStore known = store;
        if (known == null) {
            known = FileStore.of(root, settings.get());
            store = known;
        }
        return known;
    }

    /** What a file of the input is called in tables. */
    String name(String path) {
        return root + (root.endsWith("/") ? "" : "/") + path;
    }

    FileBlocks open(FilePart part) {
        String name = name(part.file().path());
        try {
            FileStore files = store();
            return part.end() < 0
                    ? FileBlocks.of(files, files.path(name), part.file(), layout, limits)
                    : FileBlocks.ofLines(files, files.path(name), part.file(), part.from(), part.end(), limits);
        } catch (IOException e) {
            throw failure(name, e);
        }
    }

    static UncheckedIOException failure(String name, IOException cause) {
        return new UncheckedIOException("Cannot read " + name + ": " + cause.getMessage(), cause);
    }
}
