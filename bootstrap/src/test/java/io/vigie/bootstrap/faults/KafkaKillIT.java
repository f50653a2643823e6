package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.delta.AlarmsTable;
import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment to a pipeline between topics and tables, whose broker comes and goes meanwhile. */
class KafkaKillIT {

    /** How many messages the fleet sends: 12,000, or as {@code -Dvigie.kafka.messages} says. */
    private static final long MESSAGES = Long.getLong("vigie.kafka.messages", 12_000);

    /** How many times the pipeline is killed: once, or as {@code -Dvigie.kills} says. */
    private static final int KILLS = Integer.getInteger("vigie.kills", 1);

    /** As many that the last kill still finds a pipeline at work. */
    private static final int BATCHES = 4 * KILLS + 1;

    /** Where nothing is to happen between them: all there is, and no more than a small machine takes. */
    private static final long LARGE_BATCH = 300_000;

    private static final long SEED = 17;
    private static final List<Ending> ENDINGS = List.of(Ending.values());
    private static final String READINGS = "readings";
    private static final String ALARMS = "alarms";
    private static final String DEAD_LETTERS = "dead-letters";

    @TempDir
    private Path directory;

    @Test
    void aPipelineKilledAgainAndAgainWhileItsBrokerComesAndGoesLosesNothingAndWritesNoTableTwice() throws Exception {
        try (TestBroker broker = TestBroker.start(directory.resolve("broker"))) {
            Topics topics = broker.topics();
            topics.create(ALARMS, 4, Map.of("retention.ms", "-1"));
            topics.create(DEAD_LETTERS, 2, Map.of("retention.ms", "-1"));
            long records = DeliveredFleet.deliver(topics, READINGS, MESSAGES);
            Pipeline running = pipeline(broker, records / BATCHES + 1, "every: 200ms");

            Random random = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                ENDINGS.get(kill % ENDINGS.size()).bringAbout(running, broker, random);
            }
            assertThat(running.batchesDone()).as("batches at the last kill").isLessThan(BATCHES);
            Pipeline pipeline = pipeline(broker, LARGE_BATCH, "availableNow: true");
            endsWell(pipeline);

            Pipeline undisturbed = KafkaPipeline.toTables(
                    directory.resolve("undisturbed"),
                    source(broker, LARGE_BATCH),
                    directory.resolve("undisturbed/out"),
                    "",
                    "",
                    "availableNow: true");
            endsWell(undisturbed);
            Tables.assertSame(pipeline, undisturbed);
            everyRecordIsThere(broker, pipeline);
            deadLettersAreWhatCame(broker, pipeline);
            alarmsAreThoseOfTheTable(broker, pipeline);
            theTopicOfAlarmsMakesTheSameTable(broker, pipeline);
        }
    }

    /** How a process of the pipeline ends, and what its broker does meanwhile; the short form has the first alone. */
    private enum Ending {
        AFTER_THE_BROKER_WAS_KILLED_AND_STARTED {
            @Override
            void of(VigieProcess process, Pipeline pipeline, TestBroker broker, Random random) throws Exception {
                oneMore(process, pipeline, "the broker was to be killed");
                broker.kill();
                broker.startAgain();
                oneMore(process, pipeline, "the broker was there again");
                process.await(
                        "it was to be killed",
                        Moment.BETWEEN_THE_COMMIT_OF_A_TABLE_AND_THAT_OF_THE_CHECKPOINT.of(pipeline, random));
            }
        },
        AFTER_THE_BROKER_WAS_STOPPED_AND_STARTED {
            @Override
            void of(VigieProcess process, Pipeline pipeline, TestBroker broker, Random random) throws Exception {
                oneMore(process, pipeline, "the broker was to be stopped");
                broker.stop();
                broker.startAgain();
                oneMore(process, pipeline, "the broker was there again");
                process.await("it was to be killed", Moment.WRITING_A_BATCH.of(pipeline, random));
            }
        },
        WHILE_THE_BROKER_IS_AWAY {
            @Override
            void of(VigieProcess process, Pipeline pipeline, TestBroker broker, Random random) throws Exception {
                oneMore(process, pipeline, "it was to be killed");
                process.await("the broker was to be killed", Moment.WRITING_A_BATCH.of(pipeline, random));
                broker.kill();
                process.kill();
                broker.startAgain();
            }
        },
        WHILE_IT_STARTS {
            @Override
            void of(VigieProcess process, Pipeline pipeline, TestBroker broker, Random random) throws Exception {
                process.await("it was to be killed", Moment.STARTING.of(pipeline, random));
            }
        };

        abstract void of(VigieProcess process, Pipeline pipeline, TestBroker broker, Random random) throws Exception;

        void bringAbout(Pipeline pipeline, TestBroker broker, Random random) throws Exception {
            try (VigieProcess process = VigieProcess.run(pipeline)) {
                of(process, pipeline, broker, random);
                process.kill();
                VigieProcess.Ended ended = process.end();
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.KILLED);
            }
        }

        private static void oneMore(VigieProcess process, Pipeline pipeline, String before) throws Exception {
            long done = pipeline.batchesDone();
            process.await(before, () -> pipeline.batchesDone() > done);
        }
    }

    private Pipeline pipeline(TestBroker broker, long recordsABatch, String trigger) throws Exception {
        return KafkaPipeline.toTables(
                directory,
                source(broker, recordsABatch),
                directory.resolve("out"),
                KafkaPipeline.topic(broker.servers(), ALARMS),
                KafkaPipeline.topic(broker.servers(), DEAD_LETTERS),
                trigger);
    }

    private static String source(TestBroker broker, long recordsABatch) {
        return KafkaPipeline.topic(broker.servers(), READINGS) + ", maxRecordsPerTrigger: " + recordsABatch;
    }

    private static void endsWell(Pipeline pipeline) throws Exception {
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }

    /** As a reading or as rejected, whichever it was. */
    private static void everyRecordIsThere(TestBroker broker, Pipeline pipeline) {
        Column[] place = {functions.col("partition").cast("int"), functions.col("offset")};
        Dataset<Row> sent = Tables.topic(broker.servers(), READINGS).select(place);
        Dataset<Row> taken = table(pipeline, "readings")
                .select(place)
                .union(table(pipeline, "rejected").select(place));
        assertThat(sent.except(taken).count()).as("records that are nowhere").isZero();
        assertThat(taken.except(sent).count()).as("rows of no record").isZero();
    }

    private static void deadLettersAreWhatCame(TestBroker broker, Pipeline pipeline) {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : broker.topics().records(DEAD_LETTERS)) {
            ConsumerRecord<byte[], byte[]> known = letters.putIfAbsent(
                    header(letter, "vigie.partition") + "@" + header(letter, "vigie.offset"), letter);
            if (known != null) {
                assertThat(letter.key()).isEqualTo(known.key());
                assertThat(letter.value()).isEqualTo(known.value());
                assertThat(letter.headers()).isEqualTo(known.headers());
            }
        }
        Column[] place = {functions.col("partition").cast("string"), functions.col("offset")};
        Dataset<Row> rejected = table(pipeline, "rejected")
                .select(place[0], place[1], functions.col("reason"), functions.col("detail"));
        List<Row> came = Tables.topic(broker.servers(), READINGS)
                .select(place[0], place[1], functions.col("key"), functions.col("value"), functions.col("headers"))
                .join(rejected, new String[] {"partition", "offset"})
                .collectAsList();
        assertThat(came).hasSameSizeAs(letters.keySet()).hasSizeGreaterThan((int) (MESSAGES / 250));
        assertThat(came).anyMatch(row -> row.isNullAt(row.fieldIndex("value")));
        for (Row record : came) {
            String where = record.getAs("partition") + "@" + record.getAs("offset");
            ConsumerRecord<byte[], byte[]> letter = letters.get(where);
            assertThat(letter).as(where).isNotNull();
            assertThat(letter.key()).as(where).isEqualTo(record.getAs("key"));
            assertThat(letter.value()).as(where).isEqualTo(record.getAs("value"));
            List<String> headers = new ArrayList<>();
            if (!record.isNullAt(record.fieldIndex("headers"))) {
                for (Row own : record.<Row>getList(record.fieldIndex("headers"))) {
                    headers.add(own.getString(0) + "=" + Messages.text(own.getAs(1)));
                }
            }
            headers.add("vigie.reason=" + record.getAs("reason"));
            headers.add("vigie.detail=" + record.getAs("detail"));
            headers.add("vigie.topic=" + READINGS);
            headers.add("vigie.partition=" + record.getAs("partition"));
            headers.add("vigie.offset=" + record.getAs("offset"));
            List<String> found = new ArrayList<>();
            letter.headers().forEach(header -> found.add(header.key() + "=" + Messages.text(header.value())));
            assertThat(found).as(where).isEqualTo(headers);
        }
    }

    /** The same ones; and of a device in one partition and in order, where a repeat goes back and passes over nothing. */
    private static void alarmsAreThoseOfTheTable(TestBroker broker, Pipeline pipeline) {
        Set<Transition> all = new HashSet<>();
        Map<String, Set<Integer>> partitions = new HashMap<>();
        Map<String, Map<Transition, Integer>> stories = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.topics().records(ALARMS)) {
            Transition transition = Transition.of(record.value());
            String device = new String(record.key(), StandardCharsets.UTF_8);
            assertThat(device).isEqualTo(transition.deviceId());
            all.add(transition);
            partitions.computeIfAbsent(device, key -> new HashSet<>()).add(record.partition());
            Map<Transition, Integer> story = stories.computeIfAbsent(device, key -> new LinkedHashMap<>());
            int at = story.computeIfAbsent(transition, key -> story.size());
            assertThat(at)
                    .as("%s passes over what was told before", transition)
                    .isLessThanOrEqualTo(last.getOrDefault(device, -1) + 1);
            last.put(device, at);
        }
        assertThat(partitions.values()).allSatisfy(of -> assertThat(of).hasSize(1));
        assertThat(stories.values())
                .allSatisfy(story -> assertThat(story.keySet())
                        .extracting(Transition::eventTime)
                        .isSorted());
        assertThat(last)
                .allSatisfy((device, at) -> assertThat(at)
                        .as("%s ends in the middle of a repeat", device)
                        .isEqualTo(stories.get(device).size() - 1));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(table(pipeline, ALARMS).collectAsList().stream()
                        .map(Transition::of)
                        .toList());
    }

    private void theTopicOfAlarmsMakesTheSameTable(TestBroker broker, Pipeline pipeline) {
        Path merged = directory.resolve("merged");
        AlarmsTable alarms = AlarmsTable.at(merged.toString());
        alarms.merge(Tables.topic(broker.servers(), ALARMS));
        alarms.merge(Tables.topic(broker.servers(), ALARMS));
        Tables.assertSame("merged", Tables.rows(Tables.read(merged)), Tables.rows(table(pipeline, ALARMS)));
    }

    private static Dataset<Row> table(Pipeline pipeline, String table) {
        return Tables.read(pipeline.out().resolve(table));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Messages.text(record.headers().lastHeader(name).value());
    }
}
