package io.vigie.adapters.spark.batches;

import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.adapters.spark.watch.BatchTally;
import io.vigie.domain.monitor.FleetLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * How many devices a pipeline remembers as each of its batches begins: a small file in its checkpoint whenever that
 * changes, so that a repeated batch takes, and turns away, the same new devices as when it was begun.
 */
public final class DeviceCount {

    private static final String NAME = "devices";

    private final BatchLog log;
    private final FleetLimits limits;

    /** As the next batch begins; none in a checkpoint that was begun without this log, until Spark has counted. */
    private Option<Long> known;

    /** Whether the log has what is known. */
    private boolean isWritten;

    private DeviceCount(BatchLog log, FleetLimits limits, Option<Long> known, boolean isWritten) {
        this.log = log;
        this.limits = limits;
        this.known = known;
        this.isWritten = isWritten;
    }

    /** That of a pipeline without state, which remembers none. */
    public static DeviceCount none(SparkSession session, String checkpoint) {
        return new DeviceCount(BatchLog.of(session, checkpoint, NAME), FleetLimits.NONE, Option.none(), true);
    }

    /**
     * That of a checkpoint.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    public static DeviceCount of(SparkSession session, String checkpoint, FleetLimits limits, Option<ClockMark> mark) {
        BatchLog log = BatchLog.of(session, checkpoint, NAME);
        Option<Long> committed = mark.flatMap(ClockMark::committed);
        return committed.isEmpty()
                ? new DeviceCount(log, limits, Option.some(0L), false)
                : new DeviceCount(log, limits, log.at(committed.get() + 1, DeviceCount::read), true);
    }

    /**
     * A batch begins.
     *
     * @param counted tells how many devices Spark has found after the last batch of this process
     */
    void batchBegins(Supplier<Option<Long>> counted) {
        if (known.isEmpty()) {
            known = counted.get();
            isWritten = false;
        }
    }

    /** Whether the batch that has begun is to turn away devices that are new. */
    boolean isFull() {
        return known.exists(devices -> devices >= limits.devices());
    }

    /** What a batch makes of it; {@link #write} comes before {@link #batchDone}. */
    Option<Long> after(BatchTally tally) {
        return known.map(devices -> devices + tally.moreDevices());
    }

    /** Whether a batch that comes to this has to write it. */
    boolean mustWrite(Option<Long> next) {
        return next.isDefined() && !(isWritten && next.equals(known));
    }

    /** From the batch after this one on it is this. */
    void write(long batch, long next) {
        log.write(batch + 1, out -> out.write(Long.toString(next).getBytes(StandardCharsets.UTF_8)));
    }

    /** The batch is done. */
    void batchDone(Option<Long> next) {
        isWritten = isWritten || next.isDefined();
        known = next;
    }

    private static long read(InputStream file) throws IOException {
        return Long.parseLong(new String(file.readAllBytes(), StandardCharsets.UTF_8).trim());
    }
}
