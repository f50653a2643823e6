package io.vigie.adapters.spark.files;

import io.vigie.adapters.spark.files.FileStore.Entry;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.port.out.PipelineFailed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of files once the batch that took them is in every output. How far that has come is kept in the checkpoint: a
 * file of that name that comes later is another one.
 */
final class FilesRead {

    private static final Logger LOG = LoggerFactory.getLogger(FilesRead.class);
    private static final String MARK = "files-put-away";

    private final InputFiles input;
    private final FileReading reading;
    private final FileSystem files;
    private final Path mark;
    private long last;

    private FilesRead(InputFiles input, FileReading reading, FileSystem files, Path mark) throws IOException {
        this.input = input;
        this.reading = reading;
        this.files = files;
        this.mark = mark;
        last = marked();
    }

    /** @param source the source's directory in the checkpoint */
    static FilesRead of(InputFiles input, FileReading reading, String source, Configuration hadoop) {
        Path mark = new Path(source, MARK);
        try {
            return new FilesRead(input, reading, mark.getFileSystem(hadoop), mark);
        } catch (IOException | NumberFormatException e) {
            throw new PipelineFailed("Cannot read " + mark + ": " + e.getMessage(), e);
        }
    }

    private long marked() throws IOException {
        try (InputStream in = files.open(mark)) {
            return Long.parseLong(new String(in.readAllBytes(), StandardCharsets.UTF_8).trim());
        } catch (FileNotFoundException none) {
            return -1;
        }
    }

    /** The last batch whose files were put away; negative before the first. */
    long last() {
        return last;
    }

    /**
     * Puts the files of all batches up to this one away. What was written to since it was taken stays.
     *
     * @param done takes the names of those that are gone
     */
    void until(long batch, LongFunction<TakenBatch> batches, Consumer<String> done) {
        if (batch <= last) {
            return;
        }
        for (long number = last + 1; number <= batch; number++) {
            for (TakenFile file : batches.apply(number).files()) {
                if (file.isRead()) {
                    putAway(file, done);
                }
            }
        }
        last = batch;
        write(batch);
    }

    private void putAway(TakenFile file, Consumer<String> done) {
        String path = input.store().path(reading.name(file.path()));
        try {
            Entry there = input.store().look(path);
            if (there != null && (there.size() != file.size() || there.modified() != file.modified())) {
                return;
            }
            if (there != null && input.plan().after() instanceof AfterReading.Archive archive) {
                input.store().move(path, free(input.store().path(archive.path()) + "/" + file.path()));
            } else if (there != null) {
                input.store().delete(path);
            }
            done.accept(file.path());
        } catch (IOException e) {
            LOG.warn("{} was read and cannot be put away: {}. It stays where it is.", path, e.getMessage());
        }
    }

    /** A name that is not taken: the same may have been archived before. */
    private String free(String path) throws IOException {
        String name = path;
        for (int number = 1; input.store().look(name) != null; number++) {
            name = path + "." + number;
        }
        return name;
    }

    private void write(long batch) {
        Path part = new Path(mark.getParent(), "." + MARK + ".part");
        try {
            try (OutputStream out = files.create(part, true)) {
                out.write(Long.toString(batch).getBytes(StandardCharsets.UTF_8));
            }
            files.delete(mark, false);
            if (!files.rename(part, mark)) {
                throw new IOException("the file " + mark + " cannot be put in place");
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot write " + mark + ": " + e.getMessage(), e);
        }
    }
}
