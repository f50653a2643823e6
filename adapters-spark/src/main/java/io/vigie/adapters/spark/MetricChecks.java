package io.vigie.adapters.spark;

import io.vigie.application.decoding.Slice;
import io.vigie.domain.monitor.ViolationCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The metrics of one device so far, by the bytes of their names, each with its check. They are few. */
final class MetricChecks {

    private final Function<String, ViolationCheck> checks;
    private final List<Known> metrics = new ArrayList<>(2);

    MetricChecks(Function<String, ViolationCheck> checks) {
        this.checks = checks;
    }

    /** A metric. */
    static final class Known {
        private final byte[] name;
        private final ViolationCheck check;
        private int index = -1;

        private Known(byte[] name, ViolationCheck check) {
            this.name = name;
            this.check = check;
        }

        byte[] name() {
            return name;
        }

        ViolationCheck check() {
            return check;
        }

        /** Its index in the chunk under way; negative where it is not in it yet. */
        int index() {
            return index;
        }

        void index(int inChunk) {
            index = inChunk;
        }
    }

    Known of(Slice name) {
        for (int i = 0; i < metrics.size(); i++) {
            Known known = metrics.get(i);
            if (Arrays.equals(
                    known.name, 0, known.name.length, name.buffer(), name.offset(), name.offset() + name.length())) {
                return known;
            }
        }
        Known added = new Known(name.copy(), checks.apply(name.toString()));
        metrics.add(added);
        return added;
    }

    /** A new chunk begins, in which no metric is yet. */
    void forgetIndexes() {
        metrics.forEach(metric -> metric.index(-1));
    }
}
