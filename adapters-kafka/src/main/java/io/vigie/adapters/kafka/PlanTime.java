package io.vigie.adapters.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** When a batch was planned, as Spark has written it down: the same moment when the batch is repeated. */
final class PlanTime {

    /** How Spark tells the thread that runs a batch its number. */
    private static final String BATCH = "streaming.sql.batchId";

    private PlanTime() {}

    /**
     * That of the batch under way, in milliseconds since 1970; now, where it cannot be read.
     *
     * @param source where the source may keep things in the checkpoint, {@code CHECKPOINT/sources/0}
     */
    static long millis(SparkSession session, String source) {
        long now = System.currentTimeMillis();
        String batch = session.sparkContext().getLocalProperty(BATCH);
        Path checkpoint = new Path(source, "../..");
        if (batch == null) {
            return now;
        }
        Path plan = new Path(new Path(checkpoint, "offsets"), batch);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                plan.getFileSystem(session.sessionState().newHadoopConf()).open(plan), StandardCharsets.UTF_8))) {
            lines.readLine(); // a version
            return new ObjectMapper()
                    .readTree(lines.readLine())
                    .path("batchTimestampMs")
                    .asLong(now);
        } catch (IOException | IllegalArgumentException unreadable) {
            return now;
        }
    }
}
