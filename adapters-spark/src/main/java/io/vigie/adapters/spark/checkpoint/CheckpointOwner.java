package io.vigie.adapters.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vavr.collection.LinkedHashSet;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Whose a checkpoint is: the file {@code pipeline} in it, written when a pipeline starts. Tables know their batches by
 * the pipeline's name and the checkpoint's id, so that under another name all of them would be written once more.
 *
 * @param name the pipeline's
 * @param sinks what it wrote when it last started, as {@link CheckpointProgress#sink} calls them
 */
public record CheckpointOwner(String name, Set<String> sinks) {

    private static final String FILE = "pipeline";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a checkpoint; none where it is new, or was begun without this file. */
    public static Option<CheckpointOwner> of(SparkSession session, String checkpoint) {
        Path file = new Path(checkpoint, FILE);
        try (InputStream in = files(session, file).open(file)) {
            JsonNode owner = JSON.readTree(in);
            if (!owner.path("name").isTextual() || !owner.path("sinks").isArray()) {
                throw new PipelineRefused(Checkpoints.damage(file, "it names no pipeline"));
            }
            Set<String> sinks = LinkedHashSet.empty();
            for (JsonNode sink : owner.path("sinks")) {
                sinks = sinks.add(sink.asText());
            }
            return Option.some(new CheckpointOwner(owner.path("name").textValue(), sinks));
        } catch (FileNotFoundException none) {
            return Option.none();
        } catch (IOException e) {
            throw new PipelineRefused(Checkpoints.damage(file, FailureText.of(e)), e);
        }
    }

    /**
     * Holds a pipeline against the one whose checkpoint it is.
     *
     * @throws PipelineRefused when a pipeline of this name is another one
     */
    public void mustBe(String pipeline, CheckpointProgress progress) {
        if (!name.equals(pipeline) && progress.checkpointId().isDefined()) {
            throw new PipelineRefused("The checkpoint " + progress.location() + ", with the id "
                    + progress.checkpointId().get() + ", is that of pipeline " + name + ", and this one is called "
                    + pipeline + ": its tables would get all batches under way once more. Call it " + name
                    + " again; or give a pipeline of its own a checkpoint and tables of its own.");
        }
    }

    /** Puts it in place of another, whole or not at all. */
    public void write(SparkSession session, String checkpoint) {
        Path whole = new Path(checkpoint, FILE);
        ObjectNode json = JSON.createObjectNode().put("name", name);
        ArrayNode list = json.putArray("sinks");
        sinks.forEach(list::add);
        try {
            WholeFile.write(files(session, whole), whole, out -> JSON.writeValue(out, json));
        } catch (IOException e) {
            throw new PipelineFailed(
                    "Cannot write to the checkpoint " + checkpoint + ": " + FailureText.of(e)
                            + ". Make room or give the right to write there, and start again.",
                    e);
        }
    }

    private static FileSystem files(SparkSession session, Path file) throws IOException {
        return file.getFileSystem(session.sessionState().newHadoopConf());
    }
}
