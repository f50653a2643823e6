package io.vigie.adapters.kafka;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.PartitionOffsets;
import io.vigie.adapters.spark.spi.StreamProvider;
import io.vigie.adapters.spark.spi.messages.MessageColumns;
import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Spark's Kafka source with its records packed in blocks: a row of Spark's for each record costs more than all that is
 * done with the record here. Which offsets a batch has is left to Spark's source, as is all talk with Kafka.
 *
 * <p>Public because Spark creates it by its name.
 */
public final class KafkaMessages extends StreamProvider {

    /** The option that names a source of this process. */
    static final String NAME = "vigie.name";

    /** The option that says where to end in each partition, as {@link PartitionOffsets} are written. */
    static final String ENDING_OFFSETS = "vigie.endingOffsets";

    /** The option that names the Event Hubs namespace, where it is one. */
    static final String NAMESPACE = "vigie.namespace";

    /** The streams that run in this process: Spark hands nothing but texts to what it creates by name. */
    private static final Map<String, Stream> RUNNING = new ConcurrentHashMap<>();

    /** The sources that ask the cluster for these streams. */
    private static final Map<String, KafkaSource> ASKING = new ConcurrentHashMap<>();

    private static final String SPARKS_SOURCE = "kafka";

    /** Made by Spark. */
    public KafkaMessages() {
        super("Kafka records in blocks", MessageColumns.SCHEMA);
    }

    /** A stream of this name is about to be opened, and this asks the cluster for it. */
    static void remember(String name, KafkaSource source) {
        ASKING.put(name, source);
    }

    /** How many records each partition had left when the batch under way was planned. */
    static Map<String, Long> backlog(String name) {
        Stream stream = RUNNING.get(name);
        return stream == null ? Map.of() : stream.backlog();
    }

    /**
     * Where the batch under way ends, when it was planned before a restart: Spark has not asked yet how much there is. None
     * of any other.
     */
    static Option<String> repeated(String name) {
        Stream stream = RUNNING.get(name);
        return stream == null || stream.planned != null ? Option.none() : Option.of(stream.repeated);
    }

    @Override
    protected MicroBatchStream open(CaseInsensitiveStringMap options, String checkpoint) {
        String ending = options.get(ENDING_OFFSETS);
        String name = options.getOrDefault(NAME, "");
        Option<KafkaSource> asking = Option.of(ASKING.get(name));
        ClusterWording wording = ClusterWording.of(Option.of(options.get(NAMESPACE)));
        asking.forEach(
                source -> new TopicIds(SparkSession.active(), checkpoint).mustBe(source.topicIds(), wording.topic()));
        Stream stream = new Stream(
                name,
                checkpoint,
                asking,
                sparks(options).toMicroBatchStream(checkpoint),
                ending == null ? null : PartitionOffsets.of(ending),
                options.getBoolean("failOnDataLoss", true),
                Option.of(options.get(NAMESPACE)));
        RUNNING.put(name, stream);
        return stream;
    }

    private static Scan sparks(CaseInsensitiveStringMap options) {
        try {
            TableProvider provider = (TableProvider) DataSource.lookupDataSource(SPARKS_SOURCE, SQLConf.get())
                    .getConstructor()
                    .newInstance();
            Table table =
                    provider.getTable(provider.inferSchema(options), new Transform[0], options.asCaseSensitiveMap());
            return ((SupportsRead) table).newScanBuilder(options).build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's Kafka source cannot be made: " + e.getMessage(), e);
        }
    }

    private static final class Stream implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {

        private final String name;
        private final String checkpoint;

        /** Asks where partitions begin, once: a pipeline that runs hardly falls behind so far. */
        private Option<KafkaSource> asking;

        private final MicroBatchStream sparks;
        private final @Nullable PartitionOffsets ending;
        private final boolean failOnDataLoss;
        private final Option<String> namespace;
        private volatile @Nullable Offset planned;
        private volatile @Nullable String repeated;

        Stream(
                String name,
                String checkpoint,
                Option<KafkaSource> asking,
                MicroBatchStream sparks,
                @Nullable PartitionOffsets ending,
                boolean failOnDataLoss,
                Option<String> namespace) {
            this.name = name;
            this.checkpoint = checkpoint;
            this.asking = asking;
            this.sparks = sparks;
            this.ending = ending;
            this.failOnDataLoss = failOnDataLoss;
            this.namespace = namespace;
        }

        private SupportsTriggerAvailableNow admission() {
            return (SupportsTriggerAvailableNow) sparks;
        }

        Map<String, Long> backlog() {
            Offset until = planned;
            if (until == null) {
                return Map.of();
            }
            Offset latest = admission().reportLatestOffset();
            return latest == null
                    ? Map.of()
                    : PartitionOffsets.of(latest.json()).beyond(PartitionOffsets.of(until.json()));
        }

        @Override
        public void prepareForTriggerAvailableNow() {
            admission().prepareForTriggerAvailableNow();
        }

        @Override
        public ReadLimit getDefaultReadLimit() {
            return admission().getDefaultReadLimit();
        }

        @Override
        public Offset reportLatestOffset() {
            return admission().reportLatestOffset();
        }

        @Override
        public @Nullable Offset latestOffset(Offset start, ReadLimit limit) {
            Offset latest;
            try {
                latest = admission().latestOffset(start, limit);
            } catch (Exception e) { // of Kafka, which Scala does not declare
                mustNotBeDeleted(PartitionOffsets.of(start.json()), e);
                throw e;
            }
            if (ending != null && latest != null) {
                latest = deserializeOffset(notBeyond(ending, latest.json(), start.json()));
            }
            planned = latest;
            return latest;
        }

        /** Spark's source tells that a topic is not there, and not which. */
        private void mustNotBeDeleted(PartitionOffsets start, Exception failure) {
            String topic = ClusterWording.of(namespace).topic();
            for (KafkaSource source : Option.of(ASKING.get(name))) {
                for (String missing : source.missing(start.offsets().keySet())) {
                    throw new PipelineFailed(
                            "The " + topic + " " + missing
                                    + " was deleted while it was read; what was not read of it is"
                                    + " lost. Make it anew, move the checkpoint away or choose a new one, and start again.",
                            failure);
                }
            }
        }

        private static String notBeyond(PartitionOffsets ending, String latest, String start) {
            return PartitionOffsets.of(latest)
                    .with(ending, Math::min, Long.MAX_VALUE)
                    .with(PartitionOffsets.of(start), Math::max, 0)
                    .json();
        }

        @Override
        public Offset latestOffset() {
            throw new UnsupportedOperationException("Spark asks with the offset that it has.");
        }

        @Override
        public Offset initialOffset() {
            return sparks.initialOffset();
        }

        @Override
        public Offset deserializeOffset(String json) {
            return sparks.deserializeOffset(json);
        }

        @Override
        public InputPartition[] planInputPartitions(Offset start, Offset end) {
            repeated = end.json();
            PartitionOffsets.of(start.json())
                    .mustGoOnTo(
                            PartitionOffsets.of(end.json()),
                            ClusterWording.of(namespace).topic());
            if (failOnDataLoss) {
                asking.forEach(source -> mustNotBeGone(PartitionOffsets.of(start.json()), source.beginnings()));
            }
            asking = Option.none();
            return sparks.planInputPartitions(start, end);
        }

        /** A task would find the gap of its own partition alone. */
        private void mustNotBeGone(PartitionOffsets start, PartitionOffsets begin) {
            List<LostRange> gone = new ArrayList<>();
            begin.offsets()
                    .forEach((topic, partitions) -> partitions.forEach((partition, first) -> {
                        long from = start.at(topic, partition, first);
                        if (from < first) {
                            gone.add(new LostRange(topic, Integer.toString(partition), from, first));
                        }
                    }));
            if (!gone.isEmpty()) {
                throw LostRecords.failure(gone, ClusterWording.of(namespace));
            }
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            return new BlockReaders(
                    sparks.createReaderFactory(),
                    failOnDataLoss,
                    namespace.getOrNull(),
                    PlanTime.millis(SparkSession.active(), checkpoint));
        }

        @Override
        public Map<String, String> metrics(Optional<Offset> latestConsumed) {
            try {
                return ((ReportsSourceMetrics) sparks).metrics(latestConsumed);
            } catch (NoSuchElementException aPartitionIsNew) {
                return Map.of();
            }
        }

        @Override
        public void commit(Offset end) {
            sparks.commit(end);
        }

        @Override
        public void stop() {
            RUNNING.remove(name);
            ASKING.remove(name);
            sparks.stop();
        }

        @Override
        public String toString() {
            return sparks.toString();
        }
    }
}
