package io.vigie.application.memory;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.PastReading;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** History that fits in memory. Hand in readings in the order of their arrival, then ask. For one thread. */
public final class MemoryHistory implements ReadingHistory {

    private final long from;
    private final long to;
    private final Map<DeviceId, List<PastReading>> devices = new TreeMap<>();
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private long readings;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean sorted = true;

    /** All of it. */
    public MemoryHistory() {
        this(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Only readings of event times in {@code [from, to)}, in microseconds since 1970; others are passed over. */
    public MemoryHistory(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** The next reading that arrived. */
    public void add(SensorReading reading) {
        add(
                reading.device().value(),
                reading.metric().name(),
                reading.value(),
                reading.unit().getOrNull(),
                Microseconds.of(reading.eventTime()));
    }

    /** The next reading that arrived; its event time is in microseconds since 1970. */
    public void add(String device, String metric, double value, @Nullable String unit, long eventTime) {
        if (eventTime < from || eventTime >= to) {
            return;
        }
        devices.computeIfAbsent(new DeviceId(device), name -> new ArrayList<>())
                .add(new PastReading(metric, value, unit, eventTime));
        readings++;
        first = Math.min(first, eventTime);
        last = Math.max(last, eventTime);
        sorted = false;
    }

    /** A message that could not be read. */
    public void reject(RejectionReason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    @Override
    public HistoryExtent extent() {
        return new HistoryExtent(
                readings,
                devices.size(),
                Option.when(readings > 0, () -> Microseconds.instant(first)),
                Option.when(readings > 0, () -> Microseconds.instant(last)),
                0,
                LinkedHashMap.ofAll(rejected));
    }

    @Override
    public <R extends Serializable> void scan(Option<Set<DeviceId>> wanted, DeviceScan<R> scan, Consumer<R> found) {
        if (!sorted) {
            // The sort is stable: readings of one time stay in the order of their arrival.
            devices.values().forEach(each -> each.sort(Comparator.comparingLong(PastReading::eventTime)));
            sorted = true;
        }
        devices.forEach((device, past) -> {
            if (wanted.forAll(those -> those.contains(device))) {
                scan.scan(device, past.iterator()).forEach(found);
            }
        });
    }
}
