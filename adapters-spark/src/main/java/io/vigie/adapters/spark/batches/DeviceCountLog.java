package io.vigie.adapters.spark.batches;

import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.application.port.out.KeptByBatch;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/** How many devices are remembered as batches begin, in a small file of the checkpoint each. */
public final class DeviceCountLog {

    private DeviceCountLog() {}

    /** That of a checkpoint. */
    public static KeptByBatch<Long> of(SparkSession session, String checkpoint) {
        return BatchLog.of(session, checkpoint, "devices")
                .keeping(
                        file -> Long.parseLong(new String(file.readAllBytes(), StandardCharsets.UTF_8).trim()),
                        (count, out) -> out.write(Long.toString(count).getBytes(StandardCharsets.UTF_8)));
    }
}
