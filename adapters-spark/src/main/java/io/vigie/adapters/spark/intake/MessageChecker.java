package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.MetricChecks;
import io.vigie.application.decoding.DecodedReading;
import java.util.Queue;

/** Finds what messages tell by themselves, for pipelines that want no more: violations and rejected. For one thread. */
final class MessageChecker extends MessageStage {

    private final Queue<Chunk> chunks;
    private final DeviceTable<MetricChecks> devices;
    private long readings;

    MessageChecker(StagePlan plan, boolean inParts, Queue<Chunk> chunks) {
        super(plan, inParts);
        this.chunks = chunks;
        devices = new DeviceTable<>(plan.rules(), (device, checks) -> new MetricChecks(checks));
    }

    @Override
    int take(DecodedReading reading) {
        readings++;
        devices.bound();
        violated(
                reading,
                devices.of(reading.device()).of(reading.metric()).check().violatedBy(reading.value()));
        return 0;
    }

    @Override
    void handOver(Chunk chunk) {
        chunks.add(chunk);
    }

    @Override
    void flush() {
        super.flush();
        if (readings > 0) {
            chunks.add(Chunk.Readings.counted(readings));
            readings = 0;
        }
    }
}
