package io.vigie.adapters.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.application.pipeline.Ticks;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.PipelineRefused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Looks into a checkpoint before Spark does, so that a damaged one is named before anything runs. */
public final class Checkpoints {

    /** What a file of a batch is called. Longer ones are of nobody's batches. */
    static final String NUMBER = "\\d{1,18}";

    /** A pipeline has one source, and Spark numbers them. */
    private static final String FIRST_SOURCE = "sources/0";

    private static final String SUMMARY = ".compact";
    private static final String SOURCE_LOG = NUMBER + "(\\.compact)?";

    /** A log of Kafka's begins with a zero byte, for the sake of an older Spark. */
    private static final String VERSION = "\\x00?v\\d+";

    /** A version, what Spark says of the batch, and the source's offset. */
    private static final int OFFSETS = 3;

    /** A version, and what Spark says of the batch. */
    private static final int COMMITS = 2;

    /** A version; then, line by line, what the source has seen. */
    private static final int SOURCES = 1;

    /** Stands for what there is to know of a batch, where there are none: in continuous processing. */
    private static final String NO_BATCH = "";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Checkpoints() {}

    /**
     * How far the pipeline of a checkpoint has come.
     *
     * @throws PipelineRefused when a file in it is damaged, naming it
     */
    public static CheckpointProgress progress(SparkSession session, String location, Option<CheckpointOwner> owner) {
        Path root = new Path(location);
        try {
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            Option<String> id = id(files, new Path(root, "metadata"));
            offsetsMustBeWhole(files, new Path(root, "offsets"));
            Option<Path> committed = latest(files, new Path(root, "commits"));
            mustBeWhole(files, committed, COMMITS);
            for (Path log : sourceLogs(files, new Path(root, "sources"))) {
                mustBeWhole(files, Option.some(log), SOURCES);
            }
            return new CheckpointProgress(
                    location, id, committed.map(Checkpoints::number), owner.map(CheckpointOwner::sinks));
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    /**
     * What a checkpoint knows of its pipeline; none when no batch was ever planned. Its files were looked at by
     * {@link #progress} before.
     */
    public static Option<CheckpointMark> mark(SparkSession session, String location) {
        Path root = new Path(location);
        try {
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            Option<Path> planned = latest(files, new Path(root, "offsets"));
            Option<Path> committed = latest(files, new Path(root, "commits"));
            if (planned.isEmpty()) {
                return Option.none();
            }
            boolean isClocked = lines(files, planned.get()).size() > OFFSETS;
            long watermark = committed.isEmpty()
                    ? Ticks.NONE
                    : JSON.readTree(lines(files, committed.get()).get(1))
                            .path("nextBatchWatermarkMs")
                            .asLong(Ticks.NONE);
            return Option.some(new CheckpointMark(
                    location,
                    isClocked,
                    files.exists(new Path(root, "state")),
                    isClocked ? watermark : Ticks.NONE,
                    number(planned.get()),
                    committed.map(Checkpoints::number)));
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    /**
     * The plan of the last batch, and of the one before it while that is there: Spark goes by both. Looked at by
     * {@link #progress} before.
     */
    static io.vavr.collection.List<CheckpointPlan> lastPlans(SparkSession session, String location) {
        Path log = new Path(location, "offsets");
        io.vavr.collection.List<CheckpointPlan> plans = io.vavr.collection.List.empty();
        try {
            FileSystem files = log.getFileSystem(session.sessionState().newHadoopConf());
            for (Path latest : latest(files, log)) {
                plans = plans.append(new CheckpointPlan(latest, lines(files, latest)));
                Path before = new Path(log, Long.toString(number(latest) - 1));
                if (files.exists(before)) {
                    plans = plans.append(new CheckpointPlan(before, lines(files, before)));
                }
            }
            return plans;
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    /**
     * Has the source hold what it has written down against what it can have; returns the number of its last entry,
     * negative where there is none.
     *
     * @throws PipelineRefused when it cannot have written that
     */
    static long sourceLogMustBeOf(SparkSession session, String location, SparkSource source) {
        return source.lastLogged(session, new Path(new Path(location), FIRST_SOURCE).toString());
    }

    /**
     * When a batch was planned, in microseconds since 1970, as Spark has written it down beside the batch's offsets.
     *
     * @throws PipelineRefused when what was written down cannot be read
     */
    public static long plannedAt(SparkSession session, String location, long batch) {
        Path log = new Path(location, "offsets/" + batch);
        try {
            String metadata = lines(log.getFileSystem(session.sessionState().newHadoopConf()), log)
                    .get(1);
            return JSON.readTree(metadata).path("batchTimestampMs").asLong() * 1_000;
        } catch (IOException | RuntimeException unreadable) {
            throw damaged(log, FailureText.of(unreadable), unreadable);
        }
    }

    /** The last progress that was written down; negative before the first, or where it cannot be read. */
    public static long lastCommit(SparkSession session, String location) {
        try {
            Path root = new Path(location);
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            return latest(files, new Path(root, "commits"))
                    .map(Checkpoints::number)
                    .getOrElse(-1L);
        } catch (IOException e) {
            return -1;
        }
    }

    /** Tells a source up to where all that it had is in every output. */
    public static void tellCommitted(SparkSession session, String location, SparkSource source) {
        Path root = new Path(location);
        try {
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            for (Path commit : latest(files, new Path(root, "commits"))) {
                Path plan = new Path(new Path(root, "offsets"), commit.getName());
                if (files.exists(plan)) {
                    new CheckpointPlan(plan, lines(files, plan))
                            .offset()
                            .forEach(offset ->
                                    source.committed(session, new Path(root, FIRST_SOURCE).toString(), offset));
                }
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read the checkpoint " + location + ": " + e.getMessage(), e);
        }
    }

    /** The source's offset that the last progress was written down at; none before the first, or where it cannot be read. */
    public static Option<String> offset(SparkSession session, String location) {
        try {
            Path root = new Path(location);
            FileSystem files = root.getFileSystem(session.sessionState().newHadoopConf());
            Option<Path> planned = latest(files, new Path(root, "offsets"));
            return planned.isEmpty()
                    ? Option.none()
                    : io.vavr.collection.List.ofAll(lines(files, planned.get()))
                            .drop(OFFSETS - 1)
                            .headOption();
        } catch (IOException e) {
            return Option.none();
        }
    }

    private static Option<String> id(FileSystem files, Path metadata) {
        try (InputStream in = files.open(metadata)) {
            JsonNode id = JSON.readTree(in).get("id");
            if (id == null || !id.isTextual()) {
                throw damaged(metadata, "it names no id", null);
            }
            return Option.some(id.asText());
        } catch (FileNotFoundException fresh) {
            return Option.none();
        } catch (IOException e) {
            throw damaged(metadata, String.valueOf(e.getMessage()), e);
        }
    }

    /** Spark goes by the last two: what a batch was to read, and where the one before ended. */
    private static void offsetsMustBeWhole(FileSystem files, Path log) throws IOException {
        Option<Path> latest = latest(files, log);
        Option<Path> before = latest.map(path -> new Path(log, Long.toString(number(path) - 1)));
        if (before.isDefined() && files.exists(before.get())) {
            mustBeWhole(files, before, OFFSETS);
            mustBeWhole(files, latest, lines(files, before.get()).size());
        } else {
            mustBeWhole(files, latest, OFFSETS);
        }
    }

    private static Option<Path> latest(FileSystem files, Path log) throws IOException {
        if (!files.exists(log)) {
            return Option.none();
        }
        Path latest = null;
        for (FileStatus status : files.listStatus(log)) {
            Path path = status.getPath();
            if (path.getName().matches(NUMBER)
                    && (latest == null || Long.parseLong(path.getName()) > Long.parseLong(latest.getName()))) {
                latest = path;
            }
        }
        return Option.of(latest);
    }

    /** What sources have written down, as far as Spark reads it again: from the last summary on. */
    private static List<Path> sourceLogs(FileSystem files, Path sources) throws IOException {
        List<Path> logs = new ArrayList<>();
        if (files.exists(sources)) {
            for (FileStatus source : files.listStatus(sources)) {
                List<Path> entries = Arrays.stream(files.listStatus(source.getPath()))
                        .map(FileStatus::getPath)
                        .filter(path -> path.getName().matches(SOURCE_LOG))
                        .sorted(Comparator.comparingLong(Checkpoints::number))
                        .toList();
                int from = 0;
                for (int i = 0; i < entries.size(); i++) {
                    from = entries.get(i).getName().endsWith(SUMMARY) ? i : from;
                }
                logs.addAll(entries.subList(from, entries.size()));
            }
        }
        return logs;
    }

    private static long number(Path log) {
        return Long.parseLong(log.getName().replace(SUMMARY, ""));
    }

    /** Spark's logs are lines: a version, then objects in JSON. */
    private static void mustBeWhole(FileSystem files, Option<Path> log, int atLeast) {
        log.forEach(path -> {
            try {
                List<String> lines = lines(files, path);
                if (lines.size() < atLeast || !lines.get(0).matches(VERSION)) {
                    throw damaged(path, "it ends early or begins with something else", null);
                }
                int first = lines.size() >= OFFSETS && lines.get(1).equals(NO_BATCH) ? 2 : 1;
                for (String line : lines.subList(first, lines.size())) {
                    if (!line.equals(CheckpointPlan.NO_OFFSET)
                            && !JSON.readTree(line).isContainerNode()) {
                        throw damaged(path, "it ends early or begins with something else", null);
                    }
                }
            } catch (IOException e) {
                throw damaged(path, String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static List<String> lines(FileSystem files, Path path) throws IOException {
        try (InputStream in = files.open(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static PipelineRefused damaged(Path path, String problem, @Nullable Exception cause) {
        return new PipelineRefused(damage(path, problem), cause);
    }

    /** What to tell a person of a damaged file. */
    static String damage(Path path, String problem) {
        return "The checkpoint file " + path + " is damaged: " + problem
                + ". Restore the checkpoint from a copy; or move it away together with the tables, or choose"
                + " new paths for both, and start afresh. The tables have not been touched.";
    }
}
