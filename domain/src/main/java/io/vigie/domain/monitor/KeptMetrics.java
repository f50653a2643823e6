package io.vigie.domain.monitor;

import io.vigie.domain.monitor.windows.EarliestEnds;
import io.vigie.domain.reading.Microseconds;
import java.util.Arrays;

/**
 * Which metrics of a device something is kept of, by their places. One that rules read is kept once it was evaluated; one
 * that windows are of, while its readings wait and its windows are open to the device's own readings. So what is kept
 * hangs on nothing but these, and bytes keep the same.
 */
final class KeptMetrics {

    private boolean[] kept;
    private int count;

    /** By metric, a time before which the watermark leaves it kept; of one that is not kept, never. */
    private final EarliestEnds idle = new EarliestEnds();

    KeptMetrics(int metrics) {
        kept = new boolean[metrics];
        for (int i = 0; i < metrics; i++) {
            idle.add();
        }
    }

    /** There is another metric, of which nothing is kept yet. */
    void add(int metric) {
        if (metric == kept.length) {
            kept = Arrays.copyOf(kept, 4 + 2 * metric);
        }
        idle.add();
    }

    /** Whether it counts as kept. It may be idle by now: to count it on is the same as to let it go and take it again. */
    boolean has(int metric) {
        return kept[metric];
    }

    int count() {
        return count;
    }

    void keep(int metric) {
        if (!kept[metric]) {
            kept[metric] = true;
            count++;
            idle.set(metric, Microseconds.NONE);
        }
    }

    /** Lets go of all that nothing is kept of any more. */
    void letGo(DeviceState device, long watermark) {
        while (idle.earliest() <= watermark && idle.earliest() != Microseconds.NEVER) {
            int metric = idle.first();
            long at = device.idleAt(metric);
            if (device.waiting.has(metric) || at > watermark) {
                idle.set(metric, Math.max(at, watermark + 1));
            } else {
                kept[metric] = false;
                count--;
                idle.set(metric, Microseconds.NEVER);
            }
        }
    }
}
