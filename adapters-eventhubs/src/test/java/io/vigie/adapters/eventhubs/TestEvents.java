package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.spark.testing.TestPipeline;
import java.time.Duration;
import java.util.stream.IntStream;

/** Events of one reading each. */
final class TestEvents {

    private TestEvents() {}

    /** By devices that are named after their partition and their number. */
    static Iterable<Event> events(int partition, int from, int until) {
        return () -> IntStream.range(from, until)
                .mapToObj(number -> event(device(partition, number)))
                .iterator();
    }

    static Event event(String device) {
        return Event.of(TestPipeline.flat(device, "temperature", 20, Duration.ZERO));
    }

    static String device(int partition, long number) {
        return partition + "-" + number;
    }
}
