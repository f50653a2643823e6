package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import io.vigie.adapters.eventhubs.client.OutgoingEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Sends events so that those of one key stay in their order: of each key one batch at a time is under way, and the next
 * only when that is with the hub; of different keys, many at once.
 */
final class OrderedSending {

    /** What a batch may weigh in every tier of the service. */
    private static final int LARGEST_BATCH = 200 << 10;

    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_UNDER_WAY = 500;

    /**
     * Events that go as one.
     *
     * @param key of all of them
     * @param events in their order
     */
    record Batch(@Nullable String key, List<EventData> events) {}

    private static final class Lane {
        private final Queue<Batch> batches = new ArrayDeque<>();
        private List<EventData> last = List.of();
        private int lastSize;
    }

    private final HubSender sender;
    private final Map<@Nullable String, Lane> lanes = new LinkedHashMap<>();
    private long bytes;

    OrderedSending(HubSender sender) {
        this.sender = sender;
    }

    void add(OutgoingEvent event) {
        Lane lane = lanes.computeIfAbsent(event.key(), key -> new Lane());
        if (lane.last.isEmpty() || lane.lastSize + event.size() > LARGEST_BATCH) {
            lane.last = new ArrayList<>();
            lane.lastSize = 0;
            lane.batches.add(new Batch(event.key(), lane.last));
        }
        lane.last.add(event.event());
        lane.lastSize += event.size();
        bytes += event.size();
        if (bytes > MOST_BYTES) {
            end();
        }
    }

    /** All that was added is with the hub. */
    void end() {
        Queue<Lane> waiting = new ArrayDeque<>(lanes.values());
        while (!waiting.isEmpty()) {
            List<Batch> round = new ArrayList<>();
            List<Lane> unfinished = new ArrayList<>();
            while (!waiting.isEmpty() && round.size() < MOST_UNDER_WAY) {
                Lane lane = waiting.remove();
                round.add(lane.batches.remove());
                if (!lane.batches.isEmpty()) {
                    unfinished.add(lane);
                }
            }
            sender.send(round);
            waiting.addAll(unfinished);
        }
        lanes.clear();
        bytes = 0;
    }
}
