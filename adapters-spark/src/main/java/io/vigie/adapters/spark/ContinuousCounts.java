package io.vigie.adapters.spark;

import io.vigie.application.plan.Output;
import io.vigie.domain.reading.RejectionReason;
import java.io.Serializable;
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
 */
final class ContinuousCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final LongAccumulator readings;
    private final LongAccumulator violations;

    @SuppressWarnings("serial") // a HashMap
    private final Map<String, LongAccumulator> rejected = new HashMap<>();

    ContinuousCounts(SparkContext context) {
        readings = context.longAccumulator();
        violations = context.longAccumulator();
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason.word(), context.longAccumulator());
        }
    }

    /** In a task: counts what is in a chunk. */
    void add(String output, String label, long count) {
        if (output.equals(Output.READINGS.word())) {
            readings.add(count);
        } else if (output.equals(Output.VIOLATIONS.word())) {
            violations.add(count);
        } else if (output.equals(Output.REJECTED.word())) {
            rejectedFor(label).add(count);
        }
    }

    private LongAccumulator rejectedFor(String reason) {
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

        /** By reason; none that is zero. */
        Map<RejectionReason, Long> rejected() {
            Map<RejectionReason, Long> sums = new HashMap<>();
            for (RejectionReason reason : RejectionReason.values()) {
                long sum = sum(rejectedFor(reason.word()));
                if (sum > 0) {
                    sums.put(reason, sum);
                }
            }
            return sums;
        }
    }
}
