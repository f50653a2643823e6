package io.vigie.adapters.spark.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.adapters.spark.checkpoint.WholeFile;
import io.vigie.adapters.spark.files.listing.FileStore.Entry;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputFiles input;
    private final FileReading reading;
    private final FileSystem files;
    private final Path mark;
    private long last = -1;

    /** Those of batches up to the last that are where they were. */
    private final Set<String> stayed = new TreeSet<>();

    private FilesRead(InputFiles input, FileReading reading, FileSystem files, Path mark) {
        this.input = input;
        this.reading = reading;
        this.files = files;
        this.mark = mark;
    }

    /**
     * As far as it has come.
     *
     * @param source the source's directory in the checkpoint
     * @throws PipelineRefused when the file that tells is damaged
     */
    static FilesRead of(InputFiles input, FileReading reading, String source, Configuration hadoop) {
        Path mark = new Path(source, MARK);
        try {
            FilesRead read = new FilesRead(input, reading, mark.getFileSystem(hadoop), mark);
            read.load();
            return read;
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read " + mark + " in the checkpoint: " + e.getMessage(), e);
        }
    }

    private void load() throws IOException {
        try (InputStream in = files.open(mark)) {
            JsonNode json = JSON.readTree(in);
            if (!json.path("batch").canConvertToLong() || !json.path("stayed").isArray()) {
                throw new IOException("it is damaged");
            }
            last = json.path("batch").asLong();
            json.path("stayed").forEach(path -> stayed.add(path.asText()));
        } catch (FileNotFoundException none) {
            // nothing was put away yet
        }
    }

    /** Whether a file of a batch was put away: one of its name is another one now. */
    boolean isPutAway(long batch, TakenFile file) {
        return batch <= last && !stayed.contains(file.path());
    }

    /**
     * Puts the files of all batches up to this one away. What was written to since it was taken stays.
     *
     * @param done takes the names of those that are
     */
    void until(long batch, LongFunction<TakenBatch> batches, Consumer<String> done) {
        if (batch <= last) {
            return;
        }
        for (long number = last + 1; number <= batch; number++) {
            for (TakenFile file : batches.apply(number).files()) {
                if (file.isRead() && isPutAway(file)) {
                    stayed.remove(file.path());
                    done.accept(file.path());
                } else {
                    stayed.add(file.path());
                }
            }
        }
        last = batch;
        write(batch);
    }

    private boolean isPutAway(TakenFile file) {
        String path = input.store().path(reading.name(file.path()));
        try {
            Entry there = input.store().look(path);
            if (there != null && (there.size() != file.size() || there.modified() != file.modified())) {
                return false;
            }
            if (there != null && input.plan().after() instanceof AfterReading.Archive archive) {
                input.store().move(path, free(input.store().path(archive.path()) + "/" + file.path()));
            } else if (there != null) {
                input.store().delete(path);
            }
            return true;
        } catch (IOException e) {
            LOG.warn("{} was read and cannot be put away: {}. It stays where it is.", path, e.getMessage());
            return false;
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
        ObjectNode json = JSON.createObjectNode().put("batch", batch);
        stayed.forEach(json.putArray("stayed")::add);
        try {
            WholeFile.write(files, mark, out -> JSON.writeValue(out, json));
        } catch (IOException e) {
            throw new PipelineFailed("Cannot write " + mark + ": " + e.getMessage(), e);
        }
    }
}
