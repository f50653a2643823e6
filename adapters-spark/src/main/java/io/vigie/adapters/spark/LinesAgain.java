package io.vigie.adapters.spark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag$;

/**
 * Reads a few lines of a file again. Whether a reading is too late to be taken is known only where its device's state
 * is, far from its message; to send every message along for the few that are would cost more than all else.
 */
final class LinesAgain implements Serializable {

    private static final long serialVersionUID = 1;

    private final Broadcast<SerializableConfiguration> configuration;

    private LinesAgain(Broadcast<SerializableConfiguration> configuration) {
        this.configuration = configuration;
    }

    static LinesAgain in(SparkSession session) {
        return new LinesAgain(session.sparkContext()
                .broadcast(
                        new SerializableConfiguration(session.sessionState().newHadoopConf()),
                        ClassTag$.MODULE$.apply(SerializableConfiguration.class)));
    }

    /** At a file's beginning. */
    Cursor open(String file) {
        Path path = new Path(file);
        var hadoop = configuration.value().value();
        try {
            FSDataInputStream raw = path.getFileSystem(hadoop).open(path);
            TaskContext task = TaskContext.get();
            if (task != null) {
                // However the task ends.
                task.addTaskCompletionListener(new LineBlocks.Closing(raw));
            }
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
            InputStream in = codec == null ? raw : codec.createInputStream(raw);
            return new Cursor(file, new BufferedInputStream(in, 1 << 16));
        } catch (FileNotFoundException gone) {
            return new Cursor(file, null);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static UncheckedIOException failure(String file, IOException cause) {
        return new UncheckedIOException("Cannot read " + file + " again: " + cause.getMessage(), cause);
    }

    /** Goes through a file, from place to place. */
    static final class Cursor {

        private final String file;

        /** None at the end of the file, or when it is gone. */
        private @Nullable InputStream in;

        /** Where it is. */
        private long position;

        /** The line it was at last, and where that starts. */
        private byte @Nullable [] line;

        private long lineStart = -1;

        private Cursor(String file, @Nullable InputStream in) {
            this.file = file;
            this.in = in;
        }

        /**
         * The line that starts there; null when the file is gone, or has shrunk since.
         *
         * @param place no less than the one asked for before
         */
        byte @Nullable [] at(long place) {
            if (place != lineStart) {
                lineStart = place;
                line = in == null ? null : read(in, place);
            }
            return line;
        }

        private byte @Nullable [] read(InputStream open, long place) {
            try {
                open.skipNBytes(place - position);
                byte[] found = line(open);
                position = place + found.length + 1;
                return found;
            } catch (EOFException shrunk) {
                close();
                return null;
            } catch (IOException e) {
                throw failure(file, e);
            }
        }

        private static byte[] line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            int next = in.read();
            while (next >= 0 && next != '\n' && line.size() < LineBlocks.Limits.DEFAULT.longestLine()) {
                line.write(next);
                next = in.read();
            }
            return line.toByteArray();
        }

        void close() {
            if (in != null) {
                try {
                    in.close();
                } catch (IOException e) {
                    throw failure(file, e);
                }
                in = null;
            }
        }
    }
}
