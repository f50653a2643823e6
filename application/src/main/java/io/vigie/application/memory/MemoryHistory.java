package io.vigie.application.memory;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Set;
import io.vavr.control.Option;
import io.vigie.application.history.ArrivedMessage;
import io.vigie.application.history.DeviceScan;
import io.vigie.application.history.HistoryExtent;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.history.PastReading;
import io.vigie.application.port.out.ReadingHistory;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * History that fits in memory. Hand in messages in the order of their arrival, each with its readings or why it has none,
 * then ask. For one thread.
 */
public final class MemoryHistory implements ReadingHistory {

    private static final long NEVER = Long.MIN_VALUE;

    private final HistoryTerms terms;
    private final long from;
    private final long to;
    private final Map<DeviceId, Past> devices = new TreeMap<>();
    private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
    private long readings;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long arrived = NEVER;

    /** Of the message under way: its number, and when it arrived. */
    private long message;

    private long arrival;

    private static final class Past {
        final List<PastReading> readings = new ArrayList<>();

        /** The number of the message that its last reading is of. */
        long message;
    }

    /** All of it. */
    public MemoryHistory(HistoryTerms terms) {
        this(terms, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Only readings of event times in {@code [from, to)}, in microseconds since 1970; others are passed over. */
    public MemoryHistory(HistoryTerms terms, long from, long to) {
        this.terms = terms;
        this.from = from;
        this.to = to;
    }

    /** A message begins, which arrived then, in microseconds since 1970: what is handed in from now on is of it. */
    public void message(long arrivalTime) {
        message++;
        arrival = arrivalTime;
    }

    /** A message of these readings. */
    public void add(ArrivedMessage arrivedMessage) {
        message(Microseconds.of(arrivedMessage.arrival()));
        arrivedMessage.readings().forEach(this::add);
    }

    private void add(SensorReading reading) {
        add(
                reading.device().value(),
                reading.metric().name(),
                reading.value(),
                reading.unit().getOrNull(),
                Microseconds.of(reading.eventTime()));
    }

    /** The next reading of the message; its event time is in microseconds since 1970. */
    public void add(String device, String metric, double value, @Nullable String unit, long eventTime) {
        if (eventTime < from || eventTime >= to) {
            return;
        }
        Past past = devices.computeIfAbsent(new DeviceId(device), name -> new Past());
        past.readings.add(new PastReading(metric, value, unit, eventTime, arrival, past.message == message));
        past.message = message;
        readings++;
        first = Math.min(first, eventTime);
        last = Math.max(last, eventTime);
        arrived = Math.max(arrived, arrival);
    }

    /** The message could not be read, or not all of it. */
    public void reject(RejectionReason reason) {
        rejected.merge(reason, 1L, Long::sum);
        if (to == Long.MAX_VALUE) {
            arrived = Math.max(arrived, arrival);
        }
    }

    @Override
    public HistoryTerms terms() {
        return terms;
    }

    @Override
    public HistoryExtent extent() {
        return new HistoryExtent(
                readings,
                devices.size(),
                Option.when(readings > 0, () -> Microseconds.instant(first)),
                Option.when(readings > 0, () -> Microseconds.instant(last)),
                Option.when(arrived != NEVER, () -> Microseconds.instant(arrived)),
                LinkedHashMap.ofAll(rejected));
    }

    @Override
    public <R extends Serializable> void scan(Option<Set<DeviceId>> wanted, DeviceScan<R> scan, Consumer<R> found) {
        devices.forEach((device, past) -> {
            if (wanted.forAll(those -> those.contains(device))) {
                scan.scan(device, past.readings.iterator()).forEach(found);
            }
        });
    }
}
