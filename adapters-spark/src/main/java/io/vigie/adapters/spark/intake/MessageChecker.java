package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.adapters.spark.rows.MetricChecks;
import io.vigie.adapters.spark.rows.NameTable;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.domain.monitor.ViolationCheck;
import io.vigie.domain.monitor.Violations;
import java.util.Queue;

/** Finds what messages tell by themselves, for pipelines that want no more: violations and rejected. For one thread. */
final class MessageChecker extends MessageStage {

    private static final int MOST_DEVICES = 200_000;
    private static final int MOST_METRICS = 1_000_000;
    private static final int ROOM = 1024;

    private final Violations violations;
    private final Queue<Chunk> chunks;
    private NameTable<MetricChecks> devices;
    private int metrics;
    private long readings;

    MessageChecker(StagePlan plan, boolean inParts, Queue<Chunk> chunks) {
        super(plan, inParts);
        violations = new Violations(plan.rules());
        this.chunks = chunks;
        devices = newTable();
    }

    private NameTable<MetricChecks> newTable() {
        metrics = 0;
        return new NameTable<>(ROOM, name -> {
            String device = name.toString();
            return new MetricChecks(metric -> check(device, metric));
        });
    }

    private ViolationCheck check(String device, String metric) {
        metrics++;
        return violations.check(device, metric);
    }

    @Override
    int take(DecodedReading reading) {
        readings++;
        if (devices.all().size() > MOST_DEVICES || metrics > MOST_METRICS) {
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
