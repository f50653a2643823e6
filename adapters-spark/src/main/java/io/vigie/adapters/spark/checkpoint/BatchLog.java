package io.vigie.adapters.spark.checkpoint;

import io.vavr.control.Option;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Something that holds for the batches of a pipeline, in its checkpoint: a file for each batch from which on it is
 * another, named by the batch's number. A batch that is repeated after a crash writes its file again.
 */
public final class BatchLog {

    private final FileSystem files;
    private final Path directory;

    private BatchLog(FileSystem files, Path directory) {
        this.files = files;
        this.directory = directory;
    }

    /** The log of this name in a checkpoint. */
    public static BatchLog of(SparkSession session, String checkpoint, String name) {
        Path directory = new Path(checkpoint, name);
        try {
            return new BatchLog(directory.getFileSystem(session.sessionState().newHadoopConf()), directory);
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Reads a file that was opened. */
    public interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * What holds for a batch, or would; none where nothing was written.
     *
     * @throws PipelineRefused when it cannot be read, naming the file: going on without it would go on with something else
     */
    public <T> Option<T> at(long batch, Reader<T> reader) {
        Option<Path> found = Option.none();
        for (Path file : files()) {
            found = number(file) <= batch ? Option.some(file) : found;
        }
        return found.map(file -> read(file, reader));
    }

    /** Whatever the bytes are: a reader may also lose its way in them. */
    private <T> T read(Path file, Reader<T> reader) {
        try (InputStream in = files.open(file)) {
            return reader.read(in);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            throw new PipelineRefused(Checkpoints.damage(file, FailureText.of(unreadable)), unreadable);
        }
    }

    /** Writes something into a file. */
    public interface Writer<T> {
        void write(T value, OutputStream out) throws IOException;
    }

    /** The same, of something that is read and written so. */
    public <T> KeptByBatch<T> keeping(Reader<T> reader, Writer<T> writer) {
        return new KeptByBatch<>() {
            @Override
            public Option<T> at(long batch) {
                return BatchLog.this.at(batch, reader);
            }

            @Override
            public void write(long batch, T value) {
                BatchLog.this.write(batch, out -> writer.write(value, out));
            }
        };
    }

    /** From this batch on it is this. What held for the batch before is kept, older files are not. */
    public void write(long batch, WholeFile.Content content) {
        List<Path> before =
                files().stream().filter(file -> number(file) < batch).toList();
        Path whole = new Path(directory, Long.toString(batch));
        try {
            WholeFile.write(files, whole, content);
            for (int i = 0; i < before.size() - 1; i++) {
                files.delete(before.get(i), false);
            }
        } catch (IOException e) {
            throw new PipelineFailed(
                    "Cannot write the " + directory.getName() + " of batch " + batch + " to " + directory + ": "
                            + e.getMessage() + ". Make room or give the right to write there, and start again.",
                    e);
        }
    }

    /** The earliest first. */
    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            if (files.exists(directory)) {
                for (FileStatus status : files.listStatus(directory)) {
                    if (status.getPath().getName().matches(Checkpoints.NUMBER)) {
                        found.add(status.getPath());
                    }
                }
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
        found.sort(Comparator.comparingLong(BatchLog::number));
        return found;
    }

    private static long number(Path file) {
        return Long.parseLong(file.getName());
    }
}
