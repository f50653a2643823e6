package io.vigie.adapters.spark.batches;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.Iterator;
import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.adapters.spark.checkpoint.WholeFile;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.DevicesToForget;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.reading.DeviceId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Notes in a checkpoint that name devices to be forgotten. A batch takes what lies there as it is planned; which notes
 * those were is kept with it, so that it takes the same when it is repeated, and no later one takes them again.
 */
public final class ForgetNotes implements DevicesToForget {

    private static final String NOTES = "forget";
    private static final String LOG = "forgetting";
    private static final String NOTE = "note-[0-9a-f-]{36}";

    /** Devices of one note: one that is more than some megabytes long was left by nobody. */
    private static final int DEVICES_A_NOTE = 1_000;

    private static final long LONGEST_NOTE = 8L << 20;

    /** What a batch takes goes to all its tasks. Further notes are left to later ones. */
    private static final int DEVICES_A_BATCH = 10_000;

    /** Looking costs a call of the file system, each of which may cost money. */
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(5).toNanos();

    /** Names as letters that any encoding and any terminal has. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What a batch takes.
     *
     * @param batch its number
     * @param notes the names of the notes
     * @param devices the devices that they name
     */
    private record Taken(long batch, Set<String> notes, Set<DeviceId> devices) {

        static final Taken NOTHING = new Taken(-1, LinkedHashSet.empty(), LinkedHashSet.empty());

        Taken by(long number) {
            return new Taken(number, notes, devices);
        }
    }

    private final BatchLog log;
    private final FileSystem files;
    private final Path directory;
    private final boolean clocked;
    private final LongSupplier nanoTime;

    /** The batch that the process before has begun and this one repeats. */
    private final Option<Long> repeated;

    /** What the batch under way has taken, or the one before it. */
    private Taken last;

    /** What the next batch is to take. */
    private Taken left = Taken.NOTHING;

    private Option<Long> lastLook = Option.none();

    private ForgetNotes(
            BatchLog log,
            FileSystem files,
            Path directory,
            Option<CheckpointMark> mark,
            boolean clocked,
            LongSupplier nanoTime) {
        this.log = log;
        this.files = files;
        this.directory = directory;
        this.clocked = clocked;
        this.nanoTime = nanoTime;
        repeated = mark.flatMap(CheckpointMark::repeated);
        last = mark.flatMap(known -> log.at(known.planned(), ForgetNotes::read)).getOrElse(Taken.NOTHING);
    }

    /**
     * Those of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     * @param clocked whether somebody asks between two batches whether there are any
     */
    public static ForgetNotes of(
            SparkSession session, String checkpoint, Option<CheckpointMark> mark, boolean clocked) {
        Path directory = new Path(checkpoint, NOTES);
        try {
            return new ForgetNotes(
                    BatchLog.of(session, checkpoint, LOG),
                    directory.getFileSystem(session.sessionState().newHadoopConf()),
                    directory,
                    mark,
                    clocked,
                    System::nanoTime);
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** Leaves notes that name these devices. */
    public static void leave(SparkSession session, String checkpoint, Seq<DeviceId> devices) {
        Path directory = new Path(checkpoint, NOTES);
        try {
            FileSystem files = directory.getFileSystem(session.sessionState().newHadoopConf());
            for (Seq<DeviceId> some : devices.grouped(DEVICES_A_NOTE)) {
                Path note = new Path(directory, "note-" + UUID.randomUUID());
                WholeFile.write(
                        files,
                        note,
                        out -> JSON.writeValue(out, some.map(DeviceId::value).toJavaList()));
            }
        } catch (IOException e) {
            throw new PipelineFailed(
                    "Cannot leave a note in the checkpoint " + checkpoint + ": " + e.getMessage()
                            + ". Make room or give the right to write there, and try again.",
                    e);
        }
    }

    @Override
    public boolean areLeft() {
        long now = nanoTime.getAsLong();
        if (left.notes().isEmpty() && lastLook.forAll(look -> now - look >= BETWEEN_LOOKS)) {
            lastLook = Option.some(now);
            left = notes();
        }
        return !left.notes().isEmpty();
    }

    @Override
    public Set<DeviceId> batchBegins(long batch) {
        if (repeated.contains(batch)) {
            return last.batch() == batch ? last.devices() : LinkedHashSet.empty();
        }
        if (!clocked) {
            areLeft(); // where there is a clock, it has been asked before
        }
        last.notes().forEach(this::delete);
        last = left.by(batch);
        left = Taken.NOTHING;
        if (!last.notes().isEmpty()) {
            write(last);
        }
        return last.devices();
    }

    @Override
    public void stay() {
        if (!last.notes().isEmpty()) {
            last = Taken.NOTHING.by(last.batch());
            write(last);
            lastLook = Option.none();
        }
    }

    private Taken notes() {
        Set<String> notes = LinkedHashSet.empty();
        Set<DeviceId> devices = LinkedHashSet.empty();
        try {
            for (FileStatus status : files.listStatus(directory)) {
                String name = status.getPath().getName();
                if (!name.matches(NOTE) || last.notes().contains(name)) {
                    continue;
                }
                if (devices.size() + DEVICES_A_NOTE > DEVICES_A_BATCH) {
                    lastLook = Option.none(); // there are more
                    break;
                }
                notes = notes.add(name);
                devices = devices.addAll(devices(status));
            }
        } catch (FileNotFoundException nobodyEverLeftOne) {
            return Taken.NOTHING;
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + directory + ": " + e.getMessage(), e);
        }
        return new Taken(-1, notes, devices);
    }

    private Set<DeviceId> devices(FileStatus note) throws IOException {
        if (note.getLen() > LONGEST_NOTE) {
            throw damaged(note, "it is too long", null);
        }
        byte[] text;
        try (InputStream in = files.open(note.getPath())) {
            text = in.readAllBytes();
        }
        try {
            return names(JSON.readTree(text)).map(DeviceId::new);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged(note, FailureText.of(e), e);
        }
    }

    private static PipelineFailed damaged(FileStatus note, String problem, @Nullable Throwable cause) {
        return new PipelineFailed(
                "The note " + note.getPath() + " does not name devices to be forgotten: " + problem
                        + ". Delete it, and have the devices forgotten again.",
                cause);
    }

    private void delete(String note) {
        try {
            files.delete(new Path(directory, note), false);
        } catch (IOException e) {
            throw new PipelineFailed("Cannot delete the note " + note + " in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void write(Taken taken) {
        ObjectNode json = JSON.createObjectNode().put("batch", taken.batch());
        taken.notes().forEach(json.putArray("notes")::add);
        taken.devices().map(DeviceId::value).forEach(json.putArray("devices")::add);
        log.write(taken.batch(), out -> JSON.writeValue(out, json));
    }

    private static Taken read(InputStream file) throws IOException {
        JsonNode json = JSON.readTree(file);
        JsonNode batch = json.path("batch");
        Set<String> notes = names(json.path("notes"));
        if (!batch.isIntegralNumber() || !notes.forAll(note -> note.matches(NOTE))) {
            throw new IOException("it names no batch, or something else than notes");
        }
        return new Taken(batch.asLong(), notes, names(json.path("devices")).map(DeviceId::new));
    }

    private static Set<String> names(JsonNode list) throws IOException {
        if (!list.isArray() || !Iterator.ofAll(list.elements()).forAll(JsonNode::isTextual)) {
            throw new IOException("it has no list of names");
        }
        return LinkedHashSet.ofAll(list).map(JsonNode::asText);
    }
}
