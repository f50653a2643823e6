package io.vigie.adapters.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vavr.control.Option;
import io.vigie.application.port.out.PipelineRefused;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * What Spark has written down of a batch that it planned, before it ran.
 *
 * @param file where
 * @param lines a version, what there is to know of the batch, the source's offset, and the clock's where there is one
 */
record CheckpointPlan(Path file, List<String> lines) {

    /** Stands for the offset of a source that has none yet. */
    static final String NO_OFFSET = "-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 1;
    private static final int OFFSET = 2;
    private static final int CLOCK = 3;

    /** What there is to know of the batch; an object without anything where there are no batches. */
    JsonNode batch() {
        try {
            String line = lines.get(BATCH);
            return line.isEmpty() ? JSON.createObjectNode() : JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw damaged("line 2 is not JSON", e);
        }
    }

    /** The source's. */
    Option<String> offset() {
        return line(OFFSET);
    }

    /** The clock's; none also in a pipeline without one. */
    Option<String> clock() {
        return line(CLOCK);
    }

    private Option<String> line(int number) {
        return number < lines.size() && !lines.get(number).equals(NO_OFFSET)
                ? Option.some(lines.get(number))
                : Option.none();
    }

    /** The file says something that Spark never wrote there. */
    PipelineRefused damaged(String problem) {
        return new PipelineRefused(Checkpoints.damage(file, problem));
    }

    private PipelineRefused damaged(String problem, Exception cause) {
        return new PipelineRefused(Checkpoints.damage(file, problem), cause);
    }
}
