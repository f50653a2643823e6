package io.vigie.adapters.spark.files;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.adapters.spark.checkpoint.WholeFile;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which batch took which files, in the source's part of a checkpoint. A file for each batch, named by its number; ten of
 * them become one, ten of those one, and so on, so that there are few files and each line is written a few times however
 * many there come to be. Files are named from the root of the input: it may be moved with all that is in it.
 */
final class FileLog {

    /** Where earlier versions had Spark write its own log: a version, then a file a line, by its whole address. */
    private static final Pattern SPARKS = Pattern.compile("(\\d{1,18})(\\.compact)?");

    private static final Pattern OURS = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");
    private static final String DIRECTORY = "files";
    private static final String FORMAT = "vigie-files";
    private static final int VERSION = 1;
    private static final int TOGETHER = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path directory;
    private final String input;

    /** The number of the last batch; negative before the first. */
    private long last = -1;

    private @Nullable TakenBatch lastBatch;

    /**
     * A file of the log.
     *
     * @param from the first batch in it
     * @param to the last one
     */
    private record Part(Path path, long from, long to) {}

    private FileLog(FileSystem files, Path directory, String input) {
        this.files = files;
        this.directory = directory;
        this.input = input;
    }

    /**
     * That of a source in a checkpoint.
     *
     * @param source the source's directory there
     * @param input the path of the input as its pipeline's file has it
     */
    static FileLog of(String source, String input, Configuration configuration) {
        Path place = new Path(source);
        try {
            return new FileLog(place.getFileSystem(configuration), new Path(place, DIRECTORY), input);
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + place + ": " + e.getMessage(), e);
        }
    }

    long last() {
        return last;
    }

    /**
     * Hands over all batches that there are, in their order.
     *
     * @param old makes of a file's address, as Spark logged it, its path from the root of the input; an illegal argument is
     *     one that the source cannot have read
     * @throws PipelineRefused when the log is damaged, naming the file, or is of another input
     */
    void read(Consumer<TakenBatch> taker, UnaryOperator<String> old) {
        try {
            List<Part> parts = parts(files, directory);
            if (parts.isEmpty()) {
                takeOver(old);
                parts = parts(files, directory);
            }
            for (Part part : parts) {
                if (part.from > last + 1) {
                    throw damaged(part.path, "what stands before batch " + part.from + " is not there", null);
                }
                read(part, batch -> {
                    last = Math.max(last, batch.number());
                    lastBatch = batch;
                    taker.accept(batch);
                });
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read " + directory + " in the checkpoint: " + e.getMessage(), e);
        }
    }

    /** A batch that was taken; what none of them took is no batch. */
    TakenBatch batch(long number) {
        TakenBatch known = lastBatch;
        if (known != null && known.number() == number) {
            return known;
        }
        List<TakenBatch> found = new ArrayList<>();
        try {
            for (Part part : parts(files, directory)) {
                if (part.from <= number && number <= part.to) {
                    read(part, batch -> {
                        if (batch.number() == number) {
                            found.add(batch);
                        }
                    });
                }
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot read " + directory + " in the checkpoint: " + e.getMessage(), e);
        }
        return found.isEmpty() ? new TakenBatch(number, List.of()) : found.get(0);
    }

    /** Writes down what the next batch takes. */
    TakenBatch append(List<TakenFile> taken) {
        TakenBatch batch = new TakenBatch(last + 1, List.copyOf(taken));
        write(Long.toString(batch.number()), out -> out.accept(batch));
        last = batch.number();
        lastBatch = batch;
        gather(batch.number());
        return batch;
    }

    /** The parts that hold all batches, each once, in their order: what a larger one holds too is left over. */
    private static List<Part> parts(FileSystem files, Path directory) throws IOException {
        List<Part> found = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(directory)) {
                Matcher name = OURS.matcher(status.getPath().getName());
                if (name.matches()) {
                    long from = Long.parseLong(name.group(1));
                    long to = name.group(2) == null ? from : Long.parseLong(name.group(2));
                    found.add(new Part(status.getPath(), from, to));
                }
            }
        } catch (FileNotFoundException none) {
            return List.of();
        }
        found.sort(Comparator.comparingLong(Part::from)
                .thenComparing(Comparator.comparingLong(Part::to).reversed()));
        List<Part> parts = new ArrayList<>();
        long covered = -1;
        for (Part part : found) {
            if (part.to > covered) {
                parts.add(part);
                covered = part.to;
            }
        }
        return parts;
    }

    /** Ten parts of a size become one. */
    private void gather(long number) {
        long size = TOGETHER;
        while ((number + 1) % size == 0) {
            long from = number + 1 - size;
            try {
                List<Part> parts = parts(files, directory).stream()
                        .filter(part -> part.from >= from && part.to <= number)
                        .toList();
                // Batch by batch: there may be millions of files in them.
                write(from + "-" + number, out -> parts.forEach(part -> read(part, out)));
                for (Part part : parts) {
                    files.delete(part.path, false);
                }
            } catch (IOException e) {
                throw new PipelineFailed("Cannot write to " + directory + " in the checkpoint: " + e.getMessage(), e);
            }
            size *= TOGETHER;
        }
    }

    /** @param batches hands over what is to be written, one batch after the other */
    private void write(String name, Consumer<Consumer<TakenBatch>> batches) {
        try {
            WholeFile.write(files, new Path(directory, name), out -> write(out, batches));
        } catch (IOException | UncheckedIOException e) {
            throw new PipelineFailed(
                    "Cannot write down in the checkpoint which files a batch takes, in " + directory + ": "
                            + e.getMessage() + ". Make room or give the right to write there, and start again.",
                    e);
        }
    }

    private void write(OutputStream out, Consumer<Consumer<TakenBatch>> batches) throws IOException {
        try (JsonGenerator json = JSON.getFactory().createGenerator(out).setRootValueSeparator(null)) {
            json.writeStartObject();
            json.writeNumberField(FORMAT, VERSION);
            json.writeStringField("input", input);
            json.writeEndObject();
            json.writeRaw('\n');
            batches.accept(batch -> write(json, batch));
        }
    }

    private static void write(JsonGenerator json, TakenBatch batch) {
        try {
            writeLines(json, batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeLines(JsonGenerator json, TakenBatch batch) throws IOException {
        json.writeStartObject();
        json.writeNumberField("batch", batch.number());
        json.writeEndObject();
        json.writeRaw('\n');
        for (TakenFile file : batch.files()) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            json.writeNumberField("size", file.size());
            json.writeNumberField("modified", file.modified());
            json.writeNumberField("arrival", file.arrival());
            if (file.now() != file.arrival()) {
                json.writeNumberField("now", file.now());
            }
            if (!file.isRead()) {
                json.writeStringField("remark", file.remark());
                json.writeNumberField("place", file.place());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void read(Part part, Consumer<TakenBatch> taker) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(files.open(part.path), StandardCharsets.UTF_8))) {
            JsonNode head = json(part.path, lines.readLine());
            if (head.path(FORMAT).asInt() != VERSION || !head.path("input").isTextual()) {
                throw damaged(part.path, "it is no log of files, or one of a later version", null);
            }
            mustBeInput(part.path, head.path("input").textValue());
            long number = -1;
            List<TakenFile> taken = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = json(part.path, line);
                if (json.has("batch")) {
                    hand(number, taken, taker);
                    number = json.path("batch").asLong();
                    taken = new ArrayList<>();
                } else {
                    taken.add(file(part.path, json));
                }
            }
            if (number != part.to) {
                throw damaged(part.path, "it ends early", null);
            }
            hand(number, taken, taker);
        } catch (IOException e) {
            throw damaged(part.path, String.valueOf(e.getMessage()), e);
        }
    }

    private static void hand(long number, List<TakenFile> taken, Consumer<TakenBatch> taker) {
        if (number >= 0) {
            taker.accept(new TakenBatch(number, List.copyOf(taken)));
        }
    }

    private void mustBeInput(Path file, String logged) {
        if (!logged.equals(input)) {
            throw new PipelineRefused(
                    "The checkpoint " + file.getParent().getParent().getParent().getParent()
                            + " is of a pipeline that reads " + logged + ", and this one reads " + input
                            + ": all files there would be read as new ones. Write source.json.path as it was, which goes on"
                            + " wherever the project lies; or give a pipeline of other input a checkpoint and tables of its"
                            + " own.");
        }
    }

    private static TakenFile file(Path log, JsonNode json) {
        JsonNode path = json.path("path");
        JsonNode arrival = json.path("arrival");
        if (!path.isTextual() || !json.path("size").canConvertToLong() || !arrival.canConvertToLong()) {
            throw damaged(log, "a line of it tells of no file", null);
        }
        for (String name : path.textValue().split("/", -1)) {
            if (name.equals("..") || name.isEmpty()) {
                throw damaged(log, "it tells of a file that is not in the input: " + path.textValue(), null);
            }
        }
        return new TakenFile(
                path.textValue(),
                json.path("size").asLong(),
                json.path("modified").asLong(),
                arrival.asLong(),
                json.path("now").asLong(arrival.asLong()),
                json.path("remark").asText(""),
                json.path("place").asLong());
    }

    /** What Spark has logged for an earlier version becomes the first part of this log. */
    private void takeOver(UnaryOperator<String> old) throws IOException {
        TreeMap<Long, List<TakenFile>> batches = new TreeMap<>();
        Path source = directory.getParent();
        long first = -1;
        List<Part> parts = new ArrayList<>();
        try {
            for (FileStatus status : files.listStatus(source)) {
                Matcher name = SPARKS.matcher(status.getPath().getName());
                if (name.matches()) {
                    long number = Long.parseLong(name.group(1));
                    boolean all = name.group(2) != null;
                    first = all ? Math.max(first, number) : first;
                    parts.add(new Part(status.getPath(), all ? 0 : number, number));
                }
            }
        } catch (FileNotFoundException none) {
            return;
        }
        long lastNumber = -1;
        for (Part part : parts) {
            boolean isSummary = part.path.getName().endsWith(".compact");
            if (isSummary ? part.to == first : part.to > first) {
                readOld(part, batches, old);
                lastNumber = Math.max(lastNumber, part.to);
            }
        }
        if (lastNumber < 0) {
            return;
        }
        batches.putIfAbsent(lastNumber, List.of());
        List<TakenBatch> all = new ArrayList<>();
        batches.forEach((number, taken) -> all.add(new TakenBatch(number, taken)));
        write("0-" + lastNumber, all::forEach);
    }

    private void readOld(Part part, Map<Long, List<TakenFile>> batches, UnaryOperator<String> old) throws IOException {
        try (InputStream in = files.open(part.path)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String line : lines.subList(1, lines.size())) {
                JsonNode json = json(part.path, line);
                batches.computeIfAbsent(json.path("batchId").asLong(part.to), none -> new ArrayList<>())
                        .add(oldFile(part.path, json, old));
            }
        } catch (IOException e) {
            throw damaged(part.path, String.valueOf(e.getMessage()), e);
        }
    }

    private static TakenFile oldFile(Path log, JsonNode json, UnaryOperator<String> old) {
        try {
            if (!json.path("path").isTextual() || !json.path("timestamp").canConvertToLong()) {
                throw new IllegalArgumentException("no file, or no time");
            }
            long modified = json.path("timestamp").asLong();
            return new TakenFile(
                    old.apply(json.path("path").textValue()), -1, modified, modified * 1_000, modified * 1_000);
        } catch (IllegalArgumentException e) {
            throw damaged(log, "it tells of something that the source cannot have read: " + json, e);
        }
    }

    private static JsonNode json(Path file, @Nullable String line) {
        try {
            JsonNode json = line == null ? null : JSON.readTree(line);
            if (json == null || !json.isObject()) {
                throw damaged(file, "it ends early or begins with something else", null);
            }
            return json;
        } catch (IOException e) {
            throw damaged(file, "it ends early or begins with something else", e);
        }
    }

    private static PipelineRefused damaged(Path file, String problem, @Nullable Exception cause) {
        return new PipelineRefused(
                "The checkpoint file " + file + " is damaged: " + problem
                        + ". Restore the checkpoint from a copy; or move it away together with the tables, or choose"
                        + " new paths for both, and start afresh. The tables have not been touched.",
                cause);
    }
}
