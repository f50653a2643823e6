package io.vigie.adapters.kafka;

import io.vavr.control.Try;
import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.plan.KafkaPosition;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TopicSelection;
import io.vigie.application.port.out.PipelineRefused;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Kafka topics, read by Spark's connector. Kafka's own timestamp of a record is its arrival. */
final class KafkaSource implements SparkSource {

    /** More than Kafka's 500: after each poll Spark's connector asks for the ends of the partition. */
    private static final String RECORDS_A_POLL = "20000";

    private static final String WAIT_MILLIS = "20";

    private static final String BYTES_A_POLL = Integer.toString(4 << 20);

    /** How Spark is told which topics to read. */
    private static final TopicSelection.Algebra<Map<String, String>> SUBSCRIPTION = new TopicSelection.Algebra<>() {
        @Override
        public Map<String, String> named(TopicSelection.Named selection) {
            return Map.of("subscribe", selection.topics().mkString(","));
        }

        @Override
        public Map<String, String> matching(TopicSelection.Matching selection) {
            // Spark looks for the pattern anywhere in a name.
            return Map.of("subscribePattern", "^(?:" + selection.pattern() + ")$");
        }
    };

    private final SourcePlan.KafkaTopics plan;
    private final HeaderUse headers;
    private final KafkaClients clients;
    private final String name = UUID.randomUUID().toString();

    /** Whether the topics are there, once they were asked for. */
    private @Nullable Try<List<TopicPartition>> found;

    private int partitions;

    KafkaSource(SourcePlan.KafkaTopics plan, HeaderUse headers) {
        this.plan = plan;
        this.headers = headers;
        clients = new KafkaClients(plan.cluster());
    }

    @Override
    public Shape shape() {
        return Shape.MESSAGES;
    }

    @Override
    public HeaderUse headers() {
        return headers;
    }

    @Override
    public boolean isOffset(String json, long lastLogged) {
        return PartitionOffsets.isWritten(json);
    }

    @Override
    public String name() {
        return clients.wording().topic() + " " + plan.topics() + " "
                + clients.wording().place();
    }

    @Override
    public synchronized void mustBeThere() {
        if (found == null) {
            found = Try.of(() -> topics().partitions());
        }
        partitions = found.get().size();
    }

    @Override
    public Dataset<Row> open(SparkSession session) {
        Map<String, String> options = options();
        // After its last record a consumer asks for more that no batch has planned yet, and its next question stands in
        // line until the broker has given up waiting for some.
        options.putIfAbsent("kafka.fetch.max.wait.ms", WAIT_MILLIS);
        options.put(KafkaMessages.NAME, name);
        KafkaMessages.remember(name, this);
        plan.cluster().namespace().forEach(namespace -> options.put(KafkaMessages.NAMESPACE, namespace));
        plan.ending()
                .forEach(ending -> options.put(
                        KafkaMessages.ENDING_OFFSETS,
                        topics().offsets(ending, KafkaPosition.Offsets.LATEST).json()));
        plan.maxRecordsPerTrigger().forEach(most -> options.put("maxOffsetsPerTrigger", most.toString()));
        plan.minPartitions().forEach(least -> options.put("minPartitions", least.toString()));
        return session.readStream()
                .format(KafkaMessages.class.getName())
                .options(options)
                .load();
    }

    @Override
    public Dataset<Row> openContinuously(SparkSession session) {
        if (!plan.failOnDataLoss()) {
            throw new PipelineRefused(
                    "Records that are gone are counted in batches alone: with failOnDataLoss: false in source."
                            + clients.wording().key() + ", write trigger: { every: 1s }.");
        }
        Map<String, String> options = options();
        int cores = session.sparkContext().defaultParallelism();
        if (partitions > cores) {
            throw new PipelineRefused(
                    "The " + clients.wording().topics() + " have " + partitions + " partitions and Spark has " + cores
                            + " cores: processed continuously, each partition holds one. Give more, such as spark.master:"
                            + " local[" + partitions + "] under spark, or write trigger: { every: 1s }.");
        }
        Dataset<Row> records =
                session.readStream().format("kafka").options(options).load();
        return records.map((MapFunction<Row, Row>) KafkaSource::message, Encoders.row(MessageColumns.SCHEMA));
    }

    private static Row message(Row row) {
        KafkaRow record = new KafkaRow.Of(row);
        MessageBlockWriter block = new MessageBlockWriter(256);
        block.add(record.offset(), record.arrival(), record.key(), record.value(), record.headers());
        return RowFactory.create(
                block.take(),
                record.topic(),
                Integer.toString(record.partition()),
                record.offset(),
                record.arrival(),
                null,
                null);
    }

    /** The ids of the topics that are there now, as far as the cluster has ids. */
    Map<String, String> topicIds() {
        return topics().ids();
    }

    /** Those of these topics that are not there. */
    List<String> missing(Collection<String> topics) {
        return clients.ask(admin -> {
            Set<String> there = admin.listTopics().names().get();
            return topics.stream()
                    .filter(topic -> !there.contains(topic))
                    .sorted()
                    .toList();
        });
    }

    /** Where each partition begins now. */
    PartitionOffsets beginnings() {
        return topics().offsets(new KafkaPosition.Earliest(), KafkaPosition.Offsets.EARLIEST);
    }

    private Topics topics() {
        return new Topics(clients, plan.topics());
    }

    /** For Spark's connector; the topics are there. */
    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.max.poll.records", RECORDS_A_POLL);
        options.put("kafka.max.partition.fetch.bytes", BYTES_A_POLL);
        if (plan.cluster().namespace().isEmpty()) {
            options.put("kafka.isolation.level", "read_committed");
        }
        options.putAll(clients.options());
        options.put("includeHeaders", "true");
        options.put("failOnDataLoss", Boolean.toString(plan.failOnDataLoss()));
        options.putAll(plan.topics().interpret(SUBSCRIPTION));
        mustBeThere();
        tellOfProducersTimes();
        options.put("startingOffsets", starting());
        return options;
    }

    /** A hub's are the service's own. */
    private void tellOfProducersTimes() {
        if (plan.cluster().namespace().isEmpty()) {
            ProducersTimes.tell(topics());
        }
    }

    private String starting() {
        if (plan.starting() instanceof KafkaPosition.Earliest) {
            return "earliest";
        }
        return plan.starting() instanceof KafkaPosition.Latest
                ? "latest"
                : topics().offsets(plan.starting(), KafkaPosition.Offsets.EARLIEST)
                        .json();
    }

    @Override
    public Map<String, Long> backlog() {
        return KafkaMessages.repeated(name).map(this::backlog).getOrElse(() -> KafkaMessages.backlog(name));
    }

    @Override
    public Map<String, Long> backlog(String offset) {
        return topics().offsets(new KafkaPosition.Latest(), KafkaPosition.Offsets.LATEST)
                .beyond(PartitionOffsets.of(offset));
    }
}
