package io.vigie.domain.monitor;

import io.vigie.domain.reading.Microseconds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What comes of a device's messages before any rule sees them, told from the specification and as slowly as it likes: what
 * is late or repeated, what is taken together, and how far the clock is for the device. It shares no code with the kernel.
 */
final class OracleDevice {

    /** What rules see, in this order. */
    sealed interface Happening {}

    /** Readings are evaluated together. */
    record Observed(long time, List<Sent> readings) implements Happening {}

    /** The clock has come to this event time of the device: all before it is due. */
    record Reached(long before) implements Happening {}

    /** A metric was heard by a reading that is not evaluated. */
    record Heard(String metric, long time) implements Happening {}

    final List<Happening> happenings = new ArrayList<>();
    final List<Arrival> arrivals = new ArrayList<>();

    private final long outOfOrder;
    private final long late;
    private final long duplicates;

    /** The accepted readings and when each arrived, in that order. */
    private record Accepted(Sent reading, long arrival) {}

    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Sent> known = new ArrayList<>();
    private final List<Sent> waiting = new ArrayList<>();
    private final List<Sent> together = new ArrayList<>();
    private final List<Heard> heardMeanwhile = new ArrayList<>();
    private long released = Long.MIN_VALUE;

    OracleDevice(TimePolicy time) {
        outOfOrder = Microseconds.of(time.outOfOrder());
        late = Microseconds.of(time.late());
        duplicates = time.duplicates().map(Microseconds::of).getOrElse(-1L);
    }

    void clock(long clock) {
        long before = clock - lag() - outOfOrder;
        while (earliestWaiting() < before) {
            long time = earliestWaiting();
            release(time);
            flush();
            released = Math.max(released, time);
        }
        happenings.add(new Reached(before));
    }

    void message(Message message) {
        clock(message.arrival());
        long heardAt = message.arrival() - lag();
        for (Sent reading : message.readings()) {
            arrivals.add(arrive(reading, message.arrival(), heardAt));
        }
        if (outOfOrder > 0) {
            release(watermark());
        }
        flush();
    }

    void end(long end) {
        release(Long.MAX_VALUE);
        flush();
        happenings.add(new Reached(end - lag() + 1));
    }

    private Arrival arrive(Sent reading, long arrival, long heardAt) {
        if (duplicates >= 0) {
            long after = known.isEmpty() ? Long.MIN_VALUE : largest() - duplicates;
            if (known.stream().anyMatch(before -> before.time() > after && before.equals(reading))) {
                hear(reading, heardAt);
                return Arrival.REPEATED;
            }
            known.add(reading);
        }
        if (reading.time() < watermark()) {
            hear(reading, heardAt);
            return watermark() - reading.time() > late ? Arrival.TOO_LATE : Arrival.LATE;
        }
        accepted.add(new Accepted(reading, arrival));
        if (outOfOrder > 0) {
            waiting.add(reading);
        } else {
            join(reading);
        }
        return Arrival.ON_TIME;
    }

    private void hear(Sent reading, long heardAt) {
        Heard heard = new Heard(reading.metric(), heardAt);
        if (together.isEmpty()) {
            happenings.add(heard);
        } else {
            heardMeanwhile.add(heard);
        }
    }

    private void join(Sent reading) {
        boolean belongs = together.stream()
                .allMatch(other ->
                        other.time() == reading.time() && !other.metric().equals(reading.metric()));
        if (!belongs) {
            flush();
        }
        together.add(reading);
    }

    private void flush() {
        if (!together.isEmpty()) {
            happenings.add(new Observed(together.get(0).time(), List.copyOf(together)));
            together.clear();
        }
        happenings.addAll(heardMeanwhile);
        heardMeanwhile.clear();
    }

    private void release(long upTo) {
        List<Sent> due = waiting.stream()
                .filter(reading -> reading.time() <= upTo)
                .sorted(Comparator.comparingLong(Sent::time))
                .toList();
        waiting.removeAll(Set.copyOf(due));
        due.forEach(this::join);
    }

    private long earliestWaiting() {
        return waiting.stream().mapToLong(Sent::time).min().orElse(Long.MAX_VALUE);
    }

    private long largest() {
        return accepted.stream().mapToLong(each -> each.reading().time()).max().orElse(Long.MIN_VALUE);
    }

    private long watermark() {
        return accepted.isEmpty() ? Long.MIN_VALUE : Math.max(largest() - outOfOrder, released);
    }

    /** Of the readings that arrived with the last one of the largest event time, the largest. */
    private long lag() {
        long largest = largest();
        List<Long> instants = accepted.stream()
                .filter(each -> each.reading().time() == largest)
                .map(Accepted::arrival)
                .collect(Collectors.toList());
        if (instants.isEmpty()) {
            return 0;
        }
        long instant = instants.get(instants.size() - 1);
        return accepted.stream()
                .filter(each -> each.arrival() == instant)
                .mapToLong(each -> instant - each.reading().time())
                .max()
                .getAsLong();
    }
}
