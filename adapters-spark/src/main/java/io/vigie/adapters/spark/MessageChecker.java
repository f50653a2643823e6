package io.vigie.adapters.spark;

import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.plan.Output;
import io.vigie.domain.monitor.Violations;
import io.vigie.domain.reading.RejectionReason;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import scala.Tuple5;

/** Finds what messages tell by themselves, for pipelines that want no more: violations and rejected. For one thread. */
final class MessageChecker extends MessageIntake {

    private static final int MOST_DEVICES = 200_000;
    private static final byte[] NOTHING = {};

    private final Violations violations;
    private final Queue<Tuple5<String, String, Long, byte[], byte[]>> chunks;
    private DeviceTable<MetricChecks> devices;
    private long readings;

    MessageChecker(StagePlan plan, Queue<Tuple5<String, String, Long, byte[], byte[]>> chunks) {
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
    void handOverRejected(RejectionReason why, int count, byte[] chunk) {
        chunks.add(Chunk.of(Output.REJECTED, why.word(), count, chunk, null));
    }

    @Override
    void handOverViolations(int count, byte[] chunk) {
        chunks.add(Chunk.of(Output.VIOLATIONS, "", count, chunk, null));
    }

    @Override
    void lost(@Nullable String name, @Nullable String part, long from, long until) {
        chunks.add(Chunk.lost(LostMessages.label(name, part, from, until)));
    }

    @Override
    void flush() {
        super.flush();
        if (readings > 0) {
            chunks.add(Chunk.of(Output.READINGS, "", readings, NOTHING, null));
            readings = 0;
        }
    }
}
