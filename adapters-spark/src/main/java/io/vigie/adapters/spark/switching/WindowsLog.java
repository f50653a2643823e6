package io.vigie.adapters.spark.switching;

import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.domain.window.WindowBook;
import org.apache.spark.sql.SparkSession;

/** Which windows the batches of a pipeline were run with. */
public final class WindowsLog {

    private WindowsLog() {}

    /** That of a checkpoint. */
    public static KeptByBatch<WindowBook> of(SparkSession session, String checkpoint) {
        return BatchLog.of(session, checkpoint, "windows").keeping(WindowBookJson::read, WindowBookJson::write);
    }
}
