package io.vigie.adapters.spark.continuous;

import io.vigie.adapters.spark.rows.Chunk;
import io.vigie.domain.reading.RejectionReason;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * What the tasks of a continuous pipeline come to. They do not end, so Spark never adds up what they count; but what each
 * has counted so far comes with its executor's heartbeats, every ten seconds unless {@code
 * spark.executor.heartbeatInterval} says otherwise.
 *
 * <p>In a task it takes chunks and counts what is in them.
 */
final class ContinuousCounts implements Chunk.Target, Serializable {

    private static final long serialVersionUID = 1;

    private final LongAccumulator readings;
    private final LongAccumulator violations;
    private final LongAccumulator headersLeftOut;

    @SuppressWarnings("serial") // an EnumMap
    private final Map<RejectionReason, LongAccumulator> rejected = new EnumMap<>(RejectionReason.class);

    ContinuousCounts(SparkContext context) {
        readings = context.longAccumulator();
        violations = context.longAccumulator();
        headersLeftOut = context.longAccumulator();
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, context.longAccumulator());
        }
    }

    @Override
    public void readings(Chunk.Readings chunk) {
        readings.add(chunk.count());
    }

    @Override
    public void violations(Chunk.Violations chunk) {
        violations.add(chunk.count());
    }

    @Override
    public void rejected(Chunk.Rejected chunk) {
        rejectedFor(chunk.reason()).add(chunk.count());
    }

    @Override
    public void headersLeftOut(Chunk.HeadersLeftOut chunk) {
        headersLeftOut.add(chunk.headers());
    }

    @Override
    public void lost(Chunk.Lost chunk) {
        // Without batches, nobody asks how many are lost.
    }

    @Override
    public void alarms(Chunk.Alarms chunk) {
        throw takesState(chunk);
    }

    @Override
    public void windows(Chunk.Windows chunk) {
        throw takesState(chunk);
    }

    @Override
    public void tooLate(Chunk.TooLate chunk) {
        throw takesState(chunk);
    }

    @Override
    public void uncounted(Chunk.Uncounted chunk) {
        throw takesState(chunk);
    }

    @Override
    public void scattered(Chunk.Scattered chunk) {
        throw takesState(chunk);
    }

    @Override
    public void clock(Chunk.Clock chunk) {
        throw takesState(chunk);
    }

    @Override
    public void startedAfresh(Chunk.StartedAfresh chunk) {
        throw takesState(chunk);
    }

    @Override
    public void droppedWindows(Chunk.DroppedWindows chunk) {
        throw takesState(chunk);
    }

    @Override
    public void forgotten(Chunk.Forgotten chunk) {
        throw takesState(chunk);
    }

    @Override
    public void devices(Chunk.Devices chunk) {
        throw takesState(chunk);
    }

    private static IllegalStateException takesState(Chunk chunk) {
        return new IllegalStateException(
                "A continuous pipeline remembers nothing of devices, and has come to " + chunk);
    }

    private LongAccumulator rejectedFor(RejectionReason reason) {
        return Objects.requireNonNull(rejected.get(reason), "a reason's counter");
    }

    /** On the driver: gathers what the heartbeats bring. */
    final class Heartbeats extends SparkListener {

        private final Map<Long, Map<Long, Long>> byAccumulatorAndTask = new ConcurrentHashMap<>();

        @Override
        public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
            for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
                    JavaConverters.seqAsJavaList(update.accumUpdates())) {
                long id = (Long) task._1();
                for (AccumulableInfo counted : JavaConverters.seqAsJavaList(task._4())) {
                    if (counted.update().isDefined() && counted.update().get() instanceof Long so) {
                        byAccumulatorAndTask
                                .computeIfAbsent(counted.id(), accumulator -> new ConcurrentHashMap<>())
                                .put(id, so);
                    }
                }
            }
        }

        private long sum(LongAccumulator accumulator) {
            return byAccumulatorAndTask.getOrDefault(accumulator.id(), Map.of()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        long readings() {
            return sum(readings);
        }

        long violations() {
            return sum(violations);
        }

        long headersLeftOut() {
            return sum(headersLeftOut);
        }

        /** By reason; none that is zero. */
        Map<RejectionReason, Long> rejected() {
            Map<RejectionReason, Long> sums = new HashMap<>();
            for (RejectionReason reason : RejectionReason.values()) {
                long sum = sum(rejectedFor(reason));
                if (sum > 0) {
                    sums.put(reason, sum);
                }
            }
            return sums;
        }
    }
}
