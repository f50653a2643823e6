package io.vigie.adapters.spark.rows;

import io.vigie.application.decoding.Slice;
import io.vigie.domain.monitor.ViolationCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one device so far, by the bytes of their names, each with its check. Mostly they are few, and compared
 * one by one; devices may send thousands, which are in a table.
 */
public final class MetricChecks {

    private static final int FEW = 16;
    private static final int ROOM = 64;

    private final Function<String, ViolationCheck> checks;
    private final List<Known> few = new ArrayList<>(2);

    /** All of them, once they are more than a few. */
    private @Nullable NameTable<Known> many;

    public MetricChecks(Function<String, ViolationCheck> checks) {
        this.checks = checks;
    }

    /** A metric. */
    public static final class Known {
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

        public ViolationCheck check() {
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

    public Known of(Slice name) {
        if (many != null) {
            return many.of(name);
        }
        for (int i = 0; i < few.size(); i++) {
            Known known = few.get(i);
            if (Arrays.equals(
                    known.name, 0, known.name.length, name.buffer(), name.offset(), name.offset() + name.length())) {
                return known;
            }
        }
        if (few.size() == FEW) {
            many = inTable();
            return many.of(name);
        }
        Known added = added(name);
        few.add(added);
        return added;
    }

    private Known added(Slice name) {
        return new Known(name.copy(), checks.apply(name.toString()));
    }

    private NameTable<Known> inTable() {
        NameTable<Known> table = new NameTable<>(ROOM, this::added);
        Slice name = new Slice();
        for (Known known : few) {
            name.set(known.name, 0, known.name.length);
            table.put(name, known);
        }
        return table;
    }

    /** A new chunk begins, in which no metric is yet. */
    void forgetIndexes() {
        (many == null ? few : many.all()).forEach(metric -> metric.index(-1));
    }
}
