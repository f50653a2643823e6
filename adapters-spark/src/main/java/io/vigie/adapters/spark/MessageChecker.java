package io.vigie.adapters.spark;

import io.vigie.application.decoding.DecodedReading;
import io.vigie.domain.monitor.Violations;
import java.util.Queue;

/** Finds what messages tell by themselves, for pipelines that want no more: violations and rejected. For one thread. */
final class MessageChecker extends MessageStage {

    private static final int MOST_DEVICES = 200_000;

    private final Violations violations;
    private final Queue<Chunk> chunks;
    private DeviceTable<MetricChecks> devices;
    private long readings;

    MessageChecker(StagePlan plan, Queue<Chunk> chunks) {
        super(plan);
        violations = new Violations(plan.rules());
        this.chunks = chunks;
        devices = newTable();
    }

    private DeviceTable<MetricChecks> newTable() {
        return new DeviceTable<>(device -> new MetricChecks(metric -> violations.check(device, metric)));
    }

    @Override
    int take(DecodedReading reading) {
        readings++;
        if (devices.all().size() > MOST_DEVICES) {
            devices = newTable();
        }
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
