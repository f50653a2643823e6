package io.vigie.adapters.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.application.port.out.PipelineFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Which topics a pipeline reads, by the ids that the broker gave them: one that was made anew has its name again, perhaps
 * more records than were read, and another id. Kept beside the source's log in the checkpoint.
 */
final class TopicIds {

    private static final String FILE = "topic-ids";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path file;

    /** @param source where the source may keep things in the checkpoint */
    TopicIds(SparkSession session, String source) {
        file = new Path(source, FILE);
        try {
            files = file.getFileSystem(session.sessionState().newHadoopConf());
        } catch (IOException e) {
            throw new PipelineFailed("Cannot look into " + source + ": " + e.getMessage(), e);
        }
    }

    /**
     * Holds the ids of today against those known, and keeps those of topics that are new.
     *
     * @param kind what has them: a topic or a hub
     * @throws PipelineFailed when a topic is not the one that it was
     */
    void mustBe(Map<String, String> today, String kind) {
        Map<String, String> known = known();
        today.forEach((topic, id) -> {
            String before = known.getOrDefault(topic, id);
            if (!before.equals(id)) {
                throw new PipelineFailed("The " + kind + " " + topic + " was made anew: it has the id " + id + ", and "
                        + before + " when it was read; what is lost cannot be counted. Move the checkpoint away, or"
                        + " choose a new one, to begin with the " + kind + " as it is.");
            }
        });
        Map<String, String> all = new TreeMap<>(known);
        all.putAll(today);
        if (!all.equals(known)) {
            write(all);
        }
    }

    private Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        try {
            if (files.exists(file)) {
                try (InputStream in = files.open(file)) {
                    for (Map.Entry<String, JsonNode> topic : JSON.readTree(in).properties()) {
                        known.put(topic.getKey(), topic.getValue().asText());
                    }
                }
            }
            return known;
        } catch (IOException e) {
            throw new PipelineFailed(
                    "The checkpoint file " + file + " is damaged: " + e.getMessage()
                            + ". Remove it, where you know that no topic was made anew since the pipeline last ran.",
                    e);
        }
    }

    private void write(Map<String, String> all) {
        Path part = new Path(file.getParent(), "." + FILE + ".part");
        ObjectNode json = JSON.createObjectNode();
        all.forEach(json::put);
        try {
            try (OutputStream out = files.create(part, true)) {
                JSON.writeValue(out, json);
            }
            files.delete(file, false);
            if (!files.rename(part, file)) {
                throw new IOException("it cannot be put in place");
            }
        } catch (IOException e) {
            throw new PipelineFailed("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
