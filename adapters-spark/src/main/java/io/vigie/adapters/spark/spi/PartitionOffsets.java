package io.vigie.adapters.spark.spi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.port.out.PipelineFailed;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * An offset in each partition of some topics or hubs, that of the next message to read, as Spark's Kafka connector writes
 * it down: {@code {"readings":{"0":42}}}. Sources whose checkpoints hold the same can take over from each other.
 *
 * @param offsets by topic and partition
 */
public record PartitionOffsets(Map<String, Map<Integer, Long>> offsets) {

    private static final long GONE = -1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when that is something else
     */
    public static PartitionOffsets of(String json) {
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> topic :
                    objectOf(JSON.readTree(json)).properties()) {
                Map<Integer, Long> partitions = new TreeMap<>();
                for (Map.Entry<String, JsonNode> partition :
                        objectOf(topic.getValue()).properties()) {
                    partitions.put(Integer.valueOf(partition.getKey()), offset(partition.getValue()));
                }
                offsets.put(topic.getKey(), partitions);
            }
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new IllegalArgumentException("These are no offsets of partitions: " + json, e);
        }
        return new PartitionOffsets(offsets);
    }

    /** Whether this reads as offsets of messages, none of them before the first that there can be. */
    public static boolean isWritten(String json) {
        try {
            return of(json).offsets.values().stream()
                    .flatMap(partitions -> partitions.values().stream())
                    .allMatch(offset -> offset >= 0);
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private static JsonNode objectOf(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("These are no offsets of partitions: " + node);
        }
        return node;
    }

    private static long offset(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new IllegalArgumentException("This is no offset: " + node);
        }
        return node.longValue();
    }

    /** Written down. */
    public String json() {
        ObjectNode topics = JSON.createObjectNode();
        offsets.forEach((topic, partitions) -> {
            ObjectNode numbers = topics.putObject(topic);
            partitions.forEach((partition, offset) -> numbers.put(Integer.toString(partition), offset));
        });
        return topics.toString();
    }

    /** What a function makes of each partition's offset here and there; where there is none there, of none. */
    public PartitionOffsets with(PartitionOffsets other, BiFunction<Long, Long, Long> function, long where) {
        Map<String, Map<Integer, Long>> results = new TreeMap<>();
        offsets.forEach((topic, partitions) -> {
            Map<Integer, Long> found = new TreeMap<>();
            partitions.forEach((partition, offset) ->
                    found.put(partition, function.apply(offset, other.at(topic, partition, where))));
            results.put(topic, found);
        });
        return new PartitionOffsets(results);
    }

    /** The offset in a partition; where there is none, this one. */
    public long at(String topic, int partition, long where) {
        return offsets.getOrDefault(topic, Map.of()).getOrDefault(partition, where);
    }

    /**
     * From here on to there nothing goes back, and no partition is gone.
     *
     * @param kind what has the partitions: a topic or a hub
     * @throws PipelineFailed when it is not the one that it was
     */
    public void mustGoOnTo(PartitionOffsets end, String kind) {
        offsets.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> {
            long until = end.at(topic, partition, GONE);
            if (until < offset) {
                throw new PipelineFailed(
                        "The " + kind + " " + topic + " partition " + partition + " was read up to offset " + offset
                                + (until == GONE ? ", and is gone." : ", and now ends at " + until + ".")
                                + " The " + kind
                                + " was removed or made anew; what is lost cannot be counted. Move the checkpoint away,"
                                + " or choose a new one, to begin with the " + kind + " as it is.");
            }
        }));
    }

    /** How far each partition here is beyond the other, by the name of the {@linkplain MessageColumns#part part}. */
    public Map<String, Long> beyond(PartitionOffsets other) {
        Map<String, Long> distances = new TreeMap<>();
        offsets.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> distances.put(
                MessageColumns.part(topic, Integer.toString(partition)),
                Math.max(0, offset - other.at(topic, partition, 0)))));
        return distances;
    }
}
