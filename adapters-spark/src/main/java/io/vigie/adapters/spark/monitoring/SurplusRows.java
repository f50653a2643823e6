package io.vigie.adapters.spark.monitoring;

import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.ReadingChunk;
import io.vigie.adapters.spark.rows.RejectedChunkWriter;
import io.vigie.adapters.spark.rows.SourceMessage;
import io.vigie.application.intake.ReadingJson;
import io.vigie.application.intake.Rejection;
import io.vigie.application.intake.SurplusReadings;
import io.vigie.application.plan.Output;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.RejectionReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rejects readings of one chunk of a device that are beyond the limits: those of one message make one row. The message
 * is seldom at hand where the device's state is, and there may be very many: they are not read again.
 */
final class SurplusRows {

    private final StagePlan plan;
    private final DeviceId device;
    private final ReadingChunk chunk;
    private final List<Chunk> chunks;
    private final boolean wanted;
    private final RejectedChunkWriter rejected;

    /** Those of the message at this place, and of their first what a row needs. */
    private @Nullable SurplusReadings readings;

    private long offset;
    private long arrival;
    private SourceMessage.Whole message = SourceMessage.Whole.GONE;
    private String told = "";

    /**
     * For a chunk.
     *
     * @param chunk whose readings, in their order, are handed in while it is at them
     * @param chunks takes the rows
     */
    SurplusRows(StagePlan plan, DeviceId device, ReadingChunk chunk, List<Chunk> chunks) {
        this.plan = plan;
        this.device = device;
        this.chunk = chunk;
        this.chunks = chunks;
        wanted = plan.writes(Output.REJECTED);
        rejected = new RejectedChunkWriter(wanted);
    }

    /** The reading that the chunk is at is of a metric too many. */
    void ofMetric() {
        if (isOfAnother()) {
            begin(SurplusReadings.ofMetric(device, chunk.metric().text, plan.limits()));
        }
    }

    /** The reading that the chunk is at is of a device too many. */
    void ofDevice() {
        if (isOfAnother()) {
            begin(SurplusReadings.ofDevice(device, plan.limits()));
        }
    }

    private boolean isOfAnother() {
        if (readings != null && offset == chunk.offset()) {
            readings.another();
            return false;
        }
        return true;
    }

    private void begin(SurplusReadings first) {
        reject();
        readings = first;
        offset = chunk.offset();
        arrival = chunk.arrival();
        if (wanted) {
            SourceMessage.Whole atHand = chunk.message();
            message = atHand == null ? SourceMessage.Whole.ofValue(json()) : atHand;
            told = atHand == null ? ReadingJson.TOLD : "";
        }
    }

    private byte[] json() {
        ReadingChunk.Name unit = chunk.unit();
        return ReadingJson.of(
                device.value(),
                chunk.metric().text,
                chunk.value(),
                unit == null ? null : unit.text,
                chunk.eventTime(),
                chunk.namedTags());
    }

    private void reject() {
        if (readings == null) {
            return;
        }
        Rejection rejection = readings.rejection();
        rejected.add(rejection.detail() + told, message, chunk.source(), chunk.partition(), offset, arrival);
        if (rejected.size() > Chunk.LARGEST) {
            chunks.add(rejected.take(RejectionReason.TOO_MANY));
        }
    }

    /** After the chunk's last reading. */
    void end() {
        reject();
        if (rejected.count() > 0) {
            chunks.add(rejected.take(RejectionReason.TOO_MANY));
        }
    }
}
