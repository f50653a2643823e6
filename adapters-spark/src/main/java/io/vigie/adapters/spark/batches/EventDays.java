package io.vigie.adapters.spark.batches;

import io.vigie.adapters.spark.spi.ReadingTable;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.AccumulatorV2;

/**
 * On how many days the readings of a batch were measured: a table of readings has a directory for each, and the batch a
 * file in each. Days are noted as their rows are written; beyond {@value #MOST_COUNTED}, that they are very many is enough.
 */
final class EventDays extends AccumulatorV2<Integer, Integer> {

    private static final long serialVersionUID = 1;

    static final int MOST_COUNTED = 100_000;

    @SuppressWarnings("serial") // a HashSet
    private final Set<Integer> days = new HashSet<>();

    @Override
    public boolean isZero() {
        return days.isEmpty();
    }

    @Override
    public AccumulatorV2<Integer, Integer> copy() {
        EventDays copied = new EventDays();
        copied.days.addAll(days);
        return copied;
    }

    @Override
    public void reset() {
        days.clear();
    }

    @Override
    public void add(Integer day) {
        if (days.size() < MOST_COUNTED) {
            days.add(day);
        }
    }

    @Override
    public void merge(AccumulatorV2<Integer, Integer> other) {
        ((EventDays) other).days.forEach(this::add);
    }

    @Override
    public Integer value() {
        return days.size();
    }

    /** The same rows of readings, whose days are noted. */
    Iterator<InternalRow> of(Iterator<InternalRow> readings) {
        return new Iterator<>() {
            private int last = Integer.MIN_VALUE;

            @Override
            public boolean hasNext() {
                return readings.hasNext();
            }

            @Override
            public InternalRow next() {
                InternalRow row = readings.next();
                int day = row.getInt(ReadingTable.EVENT_DATE);
                if (day != last) {
                    add(day);
                    last = day;
                }
                return row;
            }
        };
    }
}
