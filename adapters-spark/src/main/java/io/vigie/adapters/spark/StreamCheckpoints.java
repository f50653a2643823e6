package io.vigie.adapters.spark;

import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vigie.adapters.spark.batches.ForgetNotes;
import io.vigie.adapters.spark.checkpoint.CheckpointOwner;
import io.vigie.adapters.spark.checkpoint.Checkpoints;
import io.vigie.application.maintenance.CheckpointCare;
import io.vigie.application.maintenance.CheckpointFigures;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.ForgetDevices;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.DeviceId;
import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/**
 * Checkpoints of pipelines on Spark. Spark itself keeps the last hundred batches and the state of as many, and Vigie
 * two versions of the rules; what grows is the list of the files that a file source has read.
 */
public final class StreamCheckpoints implements CheckpointCare, ForgetDevices {

    private final SparkSession session;

    /** Those that this session reaches. */
    public StreamCheckpoints(SparkSession session) {
        this.session = session;
    }

    @Override
    public Option<CheckpointFigures> look(String location) {
        Path root = new Path(location);
        try {
            FileSystem system = system(root);
            return system.exists(new Path(root, "metadata")) ? Option.some(figures(system, root)) : Option.none();
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    private CheckpointFigures figures(FileSystem system, Path root) throws IOException {
        long files = 0;
        long bytes = 0;
        long lastProgress = 0;
        long seenFiles = 0;
        RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true);
        while (all.hasNext()) {
            LocatedFileStatus file = all.next();
            files++;
            bytes += file.getLen();
            String log = String.valueOf(file.getPath().getParent()).replaceFirst(".*/", "");
            if (log.equals("offsets") || log.equals("commits")) {
                lastProgress = Math.max(lastProgress, file.getModificationTime());
            }
            if (file.getPath().getName().endsWith(".compact")) {
                seenFiles = Math.max(seenFiles, file.getLen());
            }
        }
        long lastBatch = Checkpoints.lastCommit(session, root.toString());
        return new CheckpointFigures(
                Option.when(lastBatch >= 0, lastBatch),
                lastProgress == 0 ? Option.none() : Option.some(Instant.ofEpochMilli(lastProgress)),
                files,
                bytes,
                seenFiles);
    }

    @Override
    public void delete(String location) {
        Path root = new Path(location);
        try {
            if (!system(root).delete(root, true)) {
                throw new IOException("it is there still");
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot delete the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Noted forget(String location, Seq<DeviceId> devices) {
        Checkpoints.progress(session, location, CheckpointOwner.of(session, location));
        CheckpointMark mark = Checkpoints.mark(session, location)
                .filter(known -> known.committed().isDefined() || known.hasState())
                .getOrElseThrow(() -> new PipelineRefused("There is nothing to forget: the pipeline of the checkpoint "
                        + location + " has not run yet."));
        if (!mark.hasState()) {
            throw new PipelineRefused("There is nothing to forget: the pipeline of the checkpoint " + location
                    + " remembers nothing of devices, as it writes violations or rejected alone.");
        }
        ForgetNotes.leave(session, location, devices);
        return new Noted(!mark.isClocked());
    }

    private FileSystem system(Path root) throws IOException {
        return root.getFileSystem(session.sessionState().newHadoopConf());
    }
}
