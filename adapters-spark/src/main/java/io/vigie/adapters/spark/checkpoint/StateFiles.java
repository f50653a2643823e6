package io.vigie.adapters.spark.checkpoint;

import io.vavr.control.Option;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.io.CompressionCodec$;
import org.apache.spark.sql.SparkSession;

/** Finds the damaged file among those of the state: Spark fails on it without naming it. */
public final class StateFiles {

    private static final String STATE_STORE = "org.apache.spark.sql.execution.streaming.state.";
    private static final String CODEC = "spark.sql.streaming.stateStore.compression.codec";
    private static final int END = -1;

    /**
     * What a table of RocksDB ends with.
     *
     * @see <a href="https://github.com/facebook/rocksdb/wiki/Rocksdb-BlockBasedTable-Format">RocksDB: block-based tables</a>
     */
    private static final long END_OF_TABLE = 0x88e241b785f4cff7L;

    private StateFiles() {}

    /** What to tell a person, where this failure is one of reading the state and a file of it is damaged. */
    public static Option<String> damage(Throwable failure, SparkSession session, String checkpoint) {
        if (!isOfState(failure)) {
            return Option.none();
        }
        Path state = new Path(checkpoint, "state");
        try {
            FileSystem files = state.getFileSystem(session.sessionState().newHadoopConf());
            CompressionCodec codec = CompressionCodec$.MODULE$.createCodec(
                    session.sparkContext().conf(), session.conf().get(CODEC));
            RemoteIterator<LocatedFileStatus> all = files.listFiles(state, true);
            while (all.hasNext()) {
                Path file = all.next().getPath();
                try (InputStream in = files.open(file)) {
                    mustBeWhole(file.getName(), in, codec);
                } catch (IOException e) {
                    return Option.some(Checkpoints.damage(file, String.valueOf(e.getMessage())));
                }
            }
        } catch (IOException e) {
            return Option.some("Cannot look into " + state + ": " + e.getMessage());
        }
        return Option.none();
    }

    /** The files of Spark's own store; of RocksDB its changes, what it is made of, and its tables. */
    private static void mustBeWhole(String name, InputStream in, CompressionCodec codec) throws IOException {
        if (name.matches("\\d+\\.(delta|snapshot|changelog)")) {
            readThrough(new DataInputStream(codec.compressedInputStream(in)));
        } else if (name.matches("\\d+\\.zip")) {
            readThrough(new ZipInputStream(in));
        } else if (name.endsWith(".sst")) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length < Long.BYTES
                    || ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.length - Long.BYTES)
                            != END_OF_TABLE) {
                throw new IOException("it ends early");
            }
        }
    }

    /** The archive's own checksums tell. */
    private static void readThrough(ZipInputStream archive) throws IOException {
        int entries = 0;
        while (archive.getNextEntry() != null) {
            archive.transferTo(OutputStream.nullOutputStream());
            entries++;
        }
        if (entries == 0) {
            throw new IOException("it holds something else than state");
        }
    }

    private static boolean isOfState(Throwable failure) {
        for (Throwable layer = failure; layer != null; layer = layer.getCause()) {
            if (Arrays.stream(layer.getStackTrace())
                    .anyMatch(at -> at.getClassName().startsWith(STATE_STORE))) {
                return true;
            }
        }
        return false;
    }

    /** Keys and values, each with its length before it; a value that was removed has a length below zero. */
    private static void readThrough(DataInputStream in) throws IOException {
        int length = in.readInt();
        while (length != END) {
            if (length < 0) {
                throw new IOException("it holds something else than state");
            }
            in.skipNBytes(length);
            in.skipNBytes(Math.max(0, in.readInt()));
            length = in.readInt();
        }
    }
}
