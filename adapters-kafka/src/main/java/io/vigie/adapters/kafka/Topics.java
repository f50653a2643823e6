package io.vigie.adapters.kafka;

import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.TopicSelection;
import io.vigie.application.port.out.PipelineRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that a pipeline reads, as they are when it starts. */
final class Topics {

    private final KafkaClients clients;
    private final TopicSelection selection;

    Topics(KafkaClients clients, TopicSelection selection) {
        this.clients = clients;
        this.selection = selection;
    }

    /**
     * Waits until each partition of a topic answers. One that was just made has a name before it has a place; of two
     * requests that a producer then sends, the first may be refused and the second accepted, and their order is lost.
     */
    static void awaitEach(KafkaClients clients, String topic) {
        new Topics(clients, new TopicSelection.Named(io.vavr.collection.List.of(topic)))
                .offsets(new KafkaPosition.Latest(), KafkaPosition.Offsets.LATEST);
    }

    /**
     * Their partitions.
     *
     * @throws PipelineRefused when one is not there, or none at all
     */
    List<TopicPartition> partitions() {
        return clients.ask(this::partitions);
    }

    /** Their ids, but for those of a cluster that has none. */
    Map<String, String> ids() {
        return clients.ask(admin -> {
            Map<String, String> ids = new TreeMap<>();
            admin.describeTopics(names(admin)).allTopicNames().get().forEach((topic, found) -> {
                if (!found.topicId().equals(Uuid.ZERO_UUID)) {
                    ids.put(topic, found.topicId().toString());
                }
            });
            return ids;
        });
    }

    private List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : names(admin)) {
            partitions.addAll(partitions(admin, topic));
        }
        return partitions;
    }

    private List<String> names(Admin admin) throws ExecutionException, InterruptedException {
        if (selection instanceof TopicSelection.Named named) {
            return named.topics().asJava();
        }
        String pattern = ((TopicSelection.Matching) selection).pattern();
        Pattern compiled = Pattern.compile(pattern);
        List<String> found = admin.listTopics().names().get().stream()
                .filter(topic -> compiled.matcher(topic).matches())
                .sorted()
                .toList();
        if (found.isEmpty()) {
            throw new PipelineRefused("There is no topic yet that matches " + pattern
                    + ". Correct source.kafka.topicPattern, or create the first of them; more may come later.");
        }
        return found;
    }

    private List<TopicPartition> partitions(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(found -> found.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new PipelineRefused(
                        "There is no " + clients.wording().topic() + " " + topic + " "
                                + clients.wording().place() + " to read. Create it, or correct source."
                                + clients.wording().key() + ".",
                        e);
            }
            throw e;
        }
    }

    /**
     * Where a position is in each partition now.
     *
     * @param end where a partition begins or ends that the position does not name
     */
    PartitionOffsets offsets(KafkaPosition position, long end) {
        return clients.ask(admin -> {
            Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (TopicPartition partition : partitions(admin)) {
                KafkaPosition here = at(position, partition.partition());
                long named = named(here, partition, end);
                if (named >= 0) {
                    put(offsets, partition, named);
                } else if (here instanceof KafkaPosition.Time time) {
                    asked.put(partition, OffsetSpec.forTimestamp(time.from().toEpochMilli()));
                } else {
                    boolean earliest = named == KafkaPosition.Offsets.EARLIEST;
                    asked.put(partition, earliest ? OffsetSpec.earliest() : OffsetSpec.latest());
                }
            }
            Map<TopicPartition, OffsetSpec> nothingAsLate = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, found) -> {
                if (found.offset() < 0) {
                    nothingAsLate.put(partition, OffsetSpec.latest());
                } else {
                    put(offsets, partition, found.offset());
                }
            });
            admin.listOffsets(nothingAsLate)
                    .all()
                    .get()
                    .forEach((partition, found) -> put(offsets, partition, found.offset()));
            return new PartitionOffsets(offsets);
        });
    }

    /** What a position is in partitions of this number. */
    private static KafkaPosition at(KafkaPosition position, int partition) {
        return position instanceof KafkaPosition.ByPartition each
                ? at(each.partitions().getOrElse(partition, each.others()), partition)
                : position;
    }

    private static long named(KafkaPosition position, TopicPartition partition, long end) {
        if (position instanceof KafkaPosition.Offsets named) {
            return named.offsets()
                    .get(partition.topic())
                    .flatMap(ofTopic -> ofTopic.get(partition.partition()))
                    .getOrElse(end);
        }
        if (position instanceof KafkaPosition.Offset same) {
            return same.offset();
        }
        return position instanceof KafkaPosition.Earliest
                ? KafkaPosition.Offsets.EARLIEST
                : KafkaPosition.Offsets.LATEST;
    }

    private static void put(Map<String, Map<Integer, Long>> offsets, TopicPartition partition, long offset) {
        offsets.computeIfAbsent(partition.topic(), topic -> new TreeMap<>()).put(partition.partition(), offset);
    }
}
