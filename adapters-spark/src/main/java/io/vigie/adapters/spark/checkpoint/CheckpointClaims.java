package io.vigie.adapters.spark.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.adapters.spark.clock.ClockStream;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Holds what a whole checkpoint says against what Spark can have written there for this pipeline. Spark believes it all,
 * classes to load and files to open too, so that whoever can write a checkpoint could have anything done.
 */
public final class CheckpointClaims {

    /** What Spark keeps of its settings beside names of classes: numbers, yes or no, and the policy of watermarks. */
    private static final String PLAIN_SETTING = "-?\\d{1,9}|true|false|min|max";

    private static final String PARTITIONS = "spark.sql.shuffle.partitions";
    private static final String SOME_PARTITIONS = "[1-9]\\d{0,5}";
    private static final String CLASSES_BY_NAME = ".*(providerClass|codec)";

    /** The layout of the state, as Spark holds it against a pipeline's: by the first partition of each operator. */
    private static final String STATE_SCHEMAS = "state/*/0/_metadata/schema";

    /** A type that names the class it is of; and what could hide that word. */
    private static final String TYPE_BY_CLASS = "(?s).*(udt|\\\\).*";

    private CheckpointClaims() {}

    /**
     * Looks at what a checkpoint says of itself.
     *
     * @throws PipelineRefused when there is something else in it, naming the file
     */
    public static void mustBeOf(SparkSession session, String checkpoint, SparkSource source) {
        long lastLogged = Checkpoints.sourceLogMustBeOf(session, checkpoint, source);
        for (CheckpointPlan plan : Checkpoints.lastPlans(session, checkpoint)) {
            batchMustBePlain(plan);
            if (plan.offset().exists(offset -> !source.isOffset(offset, lastLogged))) {
                throw plan.damaged("line 3 is no offset of the source");
            }
            if (plan.clock().exists(offset -> !ClockStream.isOffset(offset))) {
                throw plan.damaged("line 4 is no offset of the pipeline's clock");
            }
        }
        stateMustBePlain(session, checkpoint);
    }

    private static void batchMustBePlain(CheckpointPlan plan) {
        JsonNode batch = plan.batch();
        if (!batch.isObject()) {
            throw plan.damaged("line 2 is no object");
        }
        for (String time : new String[] {"batchWatermarkMs", "batchTimestampMs"}) {
            JsonNode at = batch.path(time);
            if (batch.has(time) && !(at.isIntegralNumber() && at.canConvertToLong())) {
                throw plan.damaged("`" + time + "` is no time");
            }
        }
        for (Map.Entry<String, JsonNode> setting : batch.path("conf").properties()) {
            String value = setting.getValue().asText();
            boolean fits = setting.getKey().equals(PARTITIONS)
                    ? value.matches(SOME_PARTITIONS)
                    : setting.getKey().matches(CLASSES_BY_NAME) || value.matches(PLAIN_SETTING);
            if (!setting.getValue().isTextual() || !fits) {
                throw plan.damaged("the setting " + setting.getKey() + " is nothing that Spark writes there");
            }
        }
    }

    private static void stateMustBePlain(SparkSession session, String checkpoint) {
        Path schemas = new Path(checkpoint, STATE_SCHEMAS);
        try {
            FileSystem files = schemas.getFileSystem(session.sessionState().newHadoopConf());
            FileStatus[] found = files.globStatus(schemas);
            for (FileStatus schema : found == null ? new FileStatus[0] : found) {
                try (InputStream in = files.open(schema.getPath())) {
                    if (new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).matches(TYPE_BY_CLASS)) {
                        throw new PipelineRefused(
                                Checkpoints.damage(schema.getPath(), "it names a class that no state is of"));
                    }
                }
            }
        } catch (IOException e) {
            throw new PipelineRefused("Cannot read the checkpoint " + checkpoint + ": " + e.getMessage(), e);
        }
    }
}
