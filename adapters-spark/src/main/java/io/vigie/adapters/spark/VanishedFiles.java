package io.vigie.adapters.spark;

import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.reading.RejectionReason;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.streaming.FileStreamSource;
import org.apache.spark.sql.execution.streaming.FileStreamSourceLog;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import scala.collection.JavaConverters;

/**
 * Finds the input files that were taken for a batch and were gone when it was read, as when a batch fails, a file of it
 * is deleted and the batch is repeated. Spark looks at each file of a batch once more and passes over one that is not
 * there. What it sought and what it found is in the plan that it runs the batch by, so that no file is asked for again.
 */
final class VanishedFiles {

    private VanishedFiles() {}

    /**
     * A chunk with a rejected message for each file that vanished from the batch under way; none when all were there, or
     * the pipeline reads no files of JSON lines.
     *
     * @param queryId of the query that runs the batch, the calling thread's
     * @throws PipelineFailed when a file's name makes Spark read files of the batch more than once
     * @throws LinkageError on a Spark that is made otherwise
     */
    static Option<Chunk> reported(SparkSession session, String queryId) {
        StreamExecution query = session.sharedState().activeStreamingQueries().get(UUID.fromString(queryId));
        if (query == null || query.lastExecution() == null) {
            return Option.none();
        }
        Set<Path> vanished = new LinkedHashSet<>();
        for (LogicalPlan leaf :
                JavaConverters.seqAsJavaList(query.lastExecution().logical().collectLeaves())) {
            if (leaf instanceof LogicalRelation read
                    && read.relation() instanceof HadoopFsRelation files
                    && files.fileFormat() instanceof JsonLinesFormat
                    && files.location() instanceof InMemoryFileIndex index) {
                vanished.addAll(notFound(index));
            }
        }
        return vanished.isEmpty() ? Option.none() : Option.some(chunk(vanished, arrivals(session, query, vanished)));
    }

    private static Set<Path> notFound(InMemoryFileIndex index) {
        Set<Path> sought = new LinkedHashSet<>(JavaConverters.seqAsJavaList(index.rootPaths()));
        if (sought.size() < index.rootPaths().size()) {
            throw readTwice(sought);
        }
        for (FileStatus found : JavaConverters.seqAsJavaList(index.allFiles())) {
            sought.remove(found.getPath());
        }
        return sought;
    }

    /** For each file whose name looks like a glob, Spark adds all files of the batch to it once more. */
    private static PipelineFailed readTwice(Set<Path> files) {
        return new PipelineFailed("Spark would read the files of this batch more than once, because of the name of "
                + files.stream()
                        .map(Path::toString)
                        .filter(name -> name.matches(".*[*?\\[\\]{}\\\\].*"))
                        .findFirst()
                        .orElse("one of them")
                + ". Nothing of the batch was written. Rename the file, so that it has none of * ? [ ] { } \\ in it; then have"
                + " the batch planned anew: remove the newest file of offsets and of sources/0, with its .crc, from the checkpoint, and"
                + " start again.");
    }

    /** When these files were modified, in microseconds: only the source's log of the files that it took still knows. */
    private static Map<Path, Long> arrivals(SparkSession session, StreamExecution query, Set<Path> files) {
        FileStreamSourceLog log = new FileStreamSourceLog(
                FileStreamSourceLog.VERSION(), session, log(query).toString());
        Map<Path, Long> arrivals = new HashMap<>();
        for (FileStreamSource.FileEntry taken : log.restore()) {
            Path path = taken.sparkPath().toPath();
            if (files.contains(path)) {
                arrivals.put(path, taken.timestamp() * 1_000);
            }
        }
        return arrivals;
    }

    /** A pipeline has one source, and Spark numbers them from 0. */
    private static Path log(StreamExecution query) {
        return new Path(query.resolvedCheckpointRoot(), "sources/0");
    }

    private static Chunk chunk(Set<Path> files, Map<Path, Long> arrivals) {
        RejectedChunkWriter rejected = new RejectedChunkWriter(true);
        long now = System.currentTimeMillis() * 1_000;
        for (Path file : files) {
            rejected.add(
                    "the file is gone; it was there when it was taken, nothing of it was read",
                    SourceMessage.Whole.GONE,
                    file.toString(),
                    null,
                    0,
                    arrivals.getOrDefault(file, now));
        }
        return rejected.take(RejectionReason.MALFORMED);
    }
}
