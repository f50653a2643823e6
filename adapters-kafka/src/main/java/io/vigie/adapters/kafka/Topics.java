package io.vigie.adapters.kafka;

import io.vavr.control.Either;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics that a pipeline reads, as they are when it starts. */
final class Topics {

    private static final String CREATE_TIME = "CreateTime";

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

    /** Those whose records have the time that their producer says, in the order of their names. */
    List<String> timedByProducers() {
        return clients.ask(admin -> {
            List<ConfigResource> asked = names(admin).stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            return admin.describeConfigs(asked).all().get().entrySet().stream()
                    .filter(topic -> CREATE_TIME.equals(timestampType(topic.getValue())))
                    .map(topic -> topic.getKey().name())
                    .sorted()
                    .toList();
        });
    }

    private static @Nullable String timestampType(Config settings) {
        ConfigEntry type = settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return type == null ? null : type.value();
    }

    private List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : names(admin)) {
            partitions.addAll(partitions(admin, topic));
        }
        return partitions;
    }

    private List<String> names(Admin admin) throws ExecutionException, InterruptedException {
        if (selection.names().isDefined()) {
            return selection.names().get().asJava();
        }
        List<String> found = admin.listTopics().names().get().stream()
                .filter(selection::reads)
                .sorted()
                .toList();
        if (found.isEmpty()) {
            throw new PipelineRefused("There is no topic yet that matches " + selection
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
                position.interpret(new In(partition, end))
                        .peek(offset -> put(offsets, partition, offset))
                        .peekLeft(place -> asked.put(partition, place));
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

    /**
     * What a position is in a partition: an offset, or what to ask the broker for.
     *
     * @param end where the partition begins or ends if the position does not name it
     */
    private record In(TopicPartition partition, long end) implements KafkaPosition.Algebra<Either<OffsetSpec, Long>> {

        @Override
        public Either<OffsetSpec, Long> earliest(KafkaPosition.Earliest earliest) {
            return Either.left(OffsetSpec.earliest());
        }

        @Override
        public Either<OffsetSpec, Long> latest(KafkaPosition.Latest latest) {
            return Either.left(OffsetSpec.latest());
        }

        @Override
        public Either<OffsetSpec, Long> offsets(KafkaPosition.Offsets named) {
            long offset = named.offsets()
                    .get(partition.topic())
                    .flatMap(ofTopic -> ofTopic.get(partition.partition()))
                    .getOrElse(end);
            if (offset >= 0) {
                return Either.right(offset);
            }
            return Either.left(offset == KafkaPosition.Offsets.EARLIEST ? OffsetSpec.earliest() : OffsetSpec.latest());
        }

        @Override
        public Either<OffsetSpec, Long> offset(KafkaPosition.Offset same) {
            return Either.right(same.offset());
        }

        @Override
        public Either<OffsetSpec, Long> byPartition(KafkaPosition.ByPartition each) {
            return each.partitions()
                    .getOrElse(partition.partition(), each.others())
                    .interpret(this);
        }

        @Override
        public Either<OffsetSpec, Long> time(KafkaPosition.Time time) {
            return Either.left(OffsetSpec.forTimestamp(time.from().toEpochMilli()));
        }
    }

    private static void put(Map<String, Map<Integer, Long>> offsets, TopicPartition partition, long offset) {
        offsets.computeIfAbsent(partition.topic(), topic -> new TreeMap<>()).put(partition.partition(), offset);
    }
}
