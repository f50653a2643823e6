package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.CheckpointProgress;
import io.vigie.adapters.spark.spi.ContinuousSink;
import io.vigie.adapters.spark.spi.RowConversion;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.types.StructType;

/**
 * A topic, at least once: a batch that is repeated after a crash is written again, with the same records. Kafka's
 * producer keeps their order, also when it has to send some again.
 */
final class KafkaSink implements SparkSink, ContinuousSink {

    private static final String KAFKA = "kafka";
    private static final int LARGEST_REQUEST = 64 << 20;
    private static final String MAX_REQUEST_SIZE = "kafka.max.request.size";

    /** What a topic takes where its broker does not say: Kafka's default. */
    private static final long UNTOLD_LARGEST_BATCH = (1 << 20) + 12;

    private static final String PATIENCE_WITH_NEW_TOPIC_MILLIS = "10000";

    private final SinkPlan.KafkaTopic plan;
    private final Output output;
    private final KafkaClients clients;
    private final StructType columns;
    private long largestBatch = UNTOLD_LARGEST_BATCH;

    KafkaSink(SinkPlan.KafkaTopic plan, Output output, StructType columns) {
        this.plan = plan;
        this.output = output;
        clients = new KafkaClients(plan.cluster());
        this.columns = columns;
    }

    @Override
    public String name() {
        return clients.wording().topic() + " " + plan.topic() + " "
                + clients.wording().place();
    }

    @Override
    public void prepare(SparkSession session, CheckpointProgress progress) {
        if (!clients.ask(this::isThere)) {
            mayBeMadeByTheBroker();
        }
        if (plan.cluster().namespace().isEmpty()) {
            // A hub has no such setting; by the Kafka endpoint, it takes what is said to be its largest request.
            largestBatch = clients.ask(this::largestBatch);
        }
    }

    private long largestBatch(Admin admin) throws InterruptedException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, plan.topic());
        try {
            for (Config settings :
                    admin.describeConfigs(List.of(topic)).all().get().values()) {
                ConfigEntry largest = settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
                if (largest != null) {
                    return Long.parseLong(largest.value());
                }
            }
            return UNTOLD_LARGEST_BATCH;
        } catch (ExecutionException untold) {
            // To ask needs a right of its own, which a pipeline may well do without.
            return UNTOLD_LARGEST_BATCH;
        }
    }

    private boolean isThere(Admin admin) throws ExecutionException, InterruptedException {
        try {
            admin.describeTopics(List.of(plan.topic())).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** A producer's question makes the topic, where the broker is set up to do so. */
    private void mayBeMadeByTheBroker() {
        Map<String, Object> settings = clients.settings();
        settings.put("max.block.ms", PATIENCE_WITH_NEW_TOPIC_MILLIS);
        // It sends nothing: the pipeline's own ones could contradict the timeouts that it is given.
        settings.remove("delivery.timeout.ms");
        settings.remove("linger.ms");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(plan.topic());
            Topics.awaitEach(clients, plan.topic());
        } catch (TimeoutException e) {
            throw new PipelineRefused(
                    "There is no " + name() + " for " + output.word()
                            + ", and it is not made by asking for it. Create it, or correct the sink.",
                    e);
        } catch (KafkaException e) {
            throw clients.refused(e);
        }
    }

    @Override
    public boolean takesDeadLetters() {
        return true;
    }

    @Override
    public void append(Dataset<Row> rows, BatchId batch) {
        rows.sparkSession()
                .internalCreateDataFrame(converted(rows, conversion()).rdd(), KafkaRecord.COLUMNS, false)
                .write()
                .format(KAFKA)
                .options(options())
                .save();
    }

    /** Apart, so that what travels to the tasks is the conversion alone. */
    private static JavaRDD<InternalRow> converted(Dataset<Row> rows, RowConversion conversion) {
        return rows.queryExecution().toRdd().toJavaRDD().map(conversion::convert);
    }

    /** Where a batch is written, its records are best sent together. */
    private Map<String, String> options() {
        return options(Map.of("kafka.linger.ms", "5"));
    }

    /** What a dead letter may weigh is the broker's to say, not the producer's, which stops at 1 MiB by itself. */
    private Map<String, String> options(Map<String, String> own) {
        Map<String, String> options = new HashMap<>(own);
        options.put(MAX_REQUEST_SIZE, Integer.toString(LARGEST_REQUEST));
        options.put("kafka.buffer.memory", Integer.toString(2 * LARGEST_REQUEST));
        options.putAll(clients.options());
        return options;
    }

    @Override
    public Option<ContinuousSink> continuous() {
        return Option.some(this);
    }

    @Override
    public String target() {
        return plan.cluster().servers() + " with options "
                + Integer.toHexString(clients.options().hashCode());
    }

    @Override
    public StructType records() {
        return KafkaRecord.COLUMNS;
    }

    @Override
    public RowConversion conversion() {
        long largestRequest =
                Long.parseLong(clients.options().getOrDefault(MAX_REQUEST_SIZE, Integer.toString(LARGEST_REQUEST)));
        return new KafkaRecord(plan.topic(), output, columns, new RecordSize(largestBatch, largestRequest));
    }

    @Override
    public DataStreamWriter<Row> writer(Dataset<Row> records) {
        return records.writeStream().format(KAFKA).options(options(Map.of()));
    }
}
