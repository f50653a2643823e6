package io.vigie.adapters.spark.checkpoint;

import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second run off a checkpoint. On a disk of this machine whoever has its file locked works on it, and a process
 * that ends, in whatever way, has it no more. Elsewhere Spark notices once both have written the same down.
 */
public final class CheckpointLock implements AutoCloseable {

    private static final String NAME = ".lock";

    private final @Nullable FileChannel channel;

    private CheckpointLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a checkpoint for this run.
     *
     * @throws PipelineRefused when another run works on it
     */
    public static CheckpointLock take(SparkSession session, String checkpoint) {
        return take(session, checkpoint, false);
    }

    /**
     * That of a checkpoint, as long as there is one: what a run that may be refused finds, it leaves as it was.
     *
     * @throws PipelineRefused when another run works on it
     */
    public static CheckpointLock ofExisting(SparkSession session, String checkpoint) {
        return take(session, checkpoint, true);
    }

    /**
     * This one where it is held, else that of a checkpoint that is made now.
     *
     * @throws PipelineRefused when another run works on it
     */
    public CheckpointLock orTake(SparkSession session, String checkpoint) {
        return channel == null ? take(session, checkpoint) : this;
    }

    private static CheckpointLock take(SparkSession session, String checkpoint, boolean existing) {
        Path root = new Path(checkpoint);
        try {
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            return files instanceof LocalFileSystem local && (!existing || files.exists(root))
                    ? take(checkpoint, local.pathToFile(root).toPath())
                    : new CheckpointLock(null);
        } catch (IOException noLocksThere) {
            return new CheckpointLock(null); // what else is wrong there is found by who writes the checkpoint
        }
    }

    private static CheckpointLock take(String checkpoint, java.nio.file.Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                Files.createDirectories(directory).resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new CheckpointLock(channel);
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            // It is told of like that of another.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new PipelineRefused(told(checkpoint));
    }

    /** Whether a failure comes of another run, which Spark has noticed. */
    public static boolean isMissedIn(Throwable failure) {
        for (Throwable layer = failure; layer != null; layer = layer.getCause()) {
            if (layer instanceof SparkThrowable spark
                    && (Objects.equals(spark.getErrorClass(), "CONCURRENT_STREAM_LOG_UPDATE")
                            || layer instanceof java.util.ConcurrentModificationException)) {
                return true;
            }
        }
        return false;
    }

    /** What to tell a person. */
    public static String told(String checkpoint) {
        return "Another run works on the checkpoint " + checkpoint
                + ". Stop one of the two, and start this one again if it is the one to go on; two pipelines need a name, a"
                + " checkpoint and tables of their own each.";
    }

    /** Lets others have it. */
    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is free by the end of this process at the latest.
        }
    }
}
