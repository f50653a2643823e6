package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.AmqpError;
import io.vigie.adapters.eventhubs.testing.Faults;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.eventhubs.testing.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment to a pipeline between hubs and tables, whose links and connections break meanwhile. */
class EventHubsKillIT {

    /** How many events the fleet sends: 12,000, or as {@code -Dvigie.eventhubs.events} says. */
    private static final long EVENTS = Long.getLong("vigie.eventhubs.events", 12_000);

    /** As many that the last kill still finds a pipeline at work. */
    private static final int BATCHES = 4 * SimulatedInput.KILLS + 1;

    /** Where nothing is to happen between them: all there is, and no more than a small machine takes. */
    private static final long LARGE_BATCH = 300_000;

    private static final int PARTITIONS = 4;
    private static final int DETACHES_A_KILL = 5;
    private static final int DROPS_A_KILL = 1;
    private static final long SEED = 19;
    private static final List<Ending> ENDINGS = List.of(Ending.values());
    private static final List<AmqpError> ERRORS =
            List.of(AmqpError.SERVER_BUSY, AmqpError.DETACH_FORCED, AmqpError.INTERNAL_ERROR);
    private static final String READINGS = "readings";
    private static final String ALARMS = "alarms";

    @TempDir
    private Path directory;

    @Test
    @Tag("long")
    void aPipelineKilledAgainAndAgainWhoseLinksBreakReadsEverySequenceNumberOnce() throws Exception {
        try (LocalEventHubs hubs = LocalEventHubs.start()) {
            Hub readings = hubs.createHub(READINGS, PARTITIONS);
            Hub alarms = hubs.createHub(ALARMS, 2);
            long events = DeliveredFleet.deliver(readings, EVENTS);
            Pipeline running = pipeline(events / BATCHES + 1, "every: 200ms");

            Random random = new Random(SEED);
            for (int kill = 0; kill < SimulatedInput.KILLS; kill++) {
                arrange(hubs.faults(), readings, events, kill);
                ENDINGS.get(kill % ENDINGS.size()).bringAbout(running, hubs, random);
            }
            assertThat(running.batchesDone()).as("batches at the last kill").isLessThan(BATCHES);
            Pipeline pipeline = pipeline(LARGE_BATCH, "availableNow: true");
            endsWell(pipeline, hubs);
            assertThat(hubs.counters().detached() + hubs.counters().dropped())
                    .as("links and connections that broke")
                    .isGreaterThanOrEqualTo((long) SimulatedInput.KILLS * DETACHES_A_KILL);

            hubs.faults().clear();
            Pipeline undisturbed = KafkaPipeline.writeToTables(
                    directory.resolve("undisturbed"),
                    source(LARGE_BATCH),
                    directory.resolve("undisturbed/out"),
                    "",
                    "",
                    "availableNow: true");
            endsWell(undisturbed, hubs);
            Tables.assertSame(pipeline, undisturbed);
            everySequenceNumberIsThereOnce(readings, pipeline);
            rejectedEventsAreWhatCame(readings, pipeline);
            alarmsAreThoseOfTheTable(alarms, pipeline);
        }
    }

    /** What is to break until the next kill: some links by which events come, and a connection. */
    private static void arrange(Faults faults, Hub readings, long events, int kill) {
        long ofABatch = Math.max(2, events / BATCHES / PARTITIONS);
        for (int detach = 0; detach < DETACHES_A_KILL; detach++) {
            AmqpError error = ERRORS.get((kill + detach) % ERRORS.size());
            faults.detachEvery(readings, ofABatch / 2 + detach * ofABatch / 7, error, 1);
        }
        faults.dropEvery(ofABatch * 2 / 3, DROPS_A_KILL);
    }

    /** How a process of the pipeline ends, and what happens to its hubs meanwhile. */
    private enum Ending {
        AFTER_THE_HUB_LET_GO_OF_ITS_LINKS {
            @Override
            void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
                oneMore(process, pipeline, "links were to be closed");
                hubs.faults().detachReceivers(AmqpError.DETACH_FORCED);
                hubs.faults().detachSenders(AmqpError.SERVER_BUSY);
                oneMore(process, pipeline, "links were closed");
                process.await("it was to be killed", Moment.WRITING_A_BATCH.of(pipeline, random));
            }
        },
        AFTER_THE_SERVICE_WAS_STOPPED_AND_STARTED {
            @Override
            void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
                oneMore(process, pipeline, "the service was to be stopped");
                hubs.stop();
                Thread.sleep(random.nextInt(1_500));
                hubs.startAgain();
                oneMore(process, pipeline, "the service was there again");
                process.await(
                        "it was to be killed",
                        Moment.BETWEEN_THE_COMMIT_OF_A_TABLE_AND_THAT_OF_THE_CHECKPOINT.of(pipeline, random));
            }
        },
        WHILE_THE_SERVICE_IS_AWAY {
            @Override
            void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
                oneMore(process, pipeline, "it was to be killed");
                process.await("the service was to be stopped", Moment.WRITING_A_BATCH.of(pipeline, random));
                hubs.stop();
                process.kill();
                hubs.startAgain();
            }
        },
        AFTER_CONNECTIONS_WERE_CUT {
            @Override
            void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
                oneMore(process, pipeline, "connections were to be cut");
                hubs.faults().dropConnections();
                oneMore(process, pipeline, "connections were cut");
                process.await("it was to be killed", Moment.GOING_ON_TO_THE_NEXT_BATCH.of(pipeline, random));
            }
        },
        WHILE_IT_STARTS {
            @Override
            void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
                process.await("it was to be killed", Moment.STARTING.of(pipeline, random));
            }
        };

        abstract void of(VigieProcess process, Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception;

        void bringAbout(Pipeline pipeline, LocalEventHubs hubs, Random random) throws Exception {
            try (VigieProcess process = HubPipeline.run(pipeline, hubs)) {
                of(process, pipeline, hubs, random);
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

    private Pipeline pipeline(long eventsABatch, String trigger) throws Exception {
        return KafkaPipeline.writeToTables(
                directory,
                source(eventsABatch),
                directory.resolve("out"),
                ", { eventhubs: { " + HubPipeline.hub(ALARMS) + " } }",
                "",
                trigger);
    }

    private static String source(long eventsABatch) {
        return "eventhubs: { " + HubPipeline.hub(READINGS) + ", maxEventsPerTrigger: " + eventsABatch + " }";
    }

    private static void endsWell(Pipeline pipeline, LocalEventHubs hubs) throws Exception {
        try (VigieProcess process = HubPipeline.run(pipeline, hubs)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }

    /** As a reading or as rejected, whichever it was. */
    private static void everySequenceNumberIsThereOnce(Hub hub, Pipeline pipeline) {
        Column[] place = {functions.col("partition").cast("int"), functions.col("offset")};
        List<Row> partitions = table(pipeline, READINGS)
                .select(place)
                .union(table(pipeline, "rejected").select(place))
                .groupBy("partition")
                .agg(
                        functions.count("*"),
                        functions.count_distinct(functions.col("offset")),
                        functions.min("offset"),
                        functions.max("offset"))
                .collectAsList();
        assertThat(partitions).hasSize(PARTITIONS);
        for (Row of : partitions) {
            long end = hub.end(of.getInt(0));
            assertThat(List.of(of.getLong(1), of.getLong(2), of.getLong(3), of.getLong(4)))
                    .as("rows, sequence numbers, the first and the last one of partition %d", of.getInt(0))
                    .containsExactly(end, end, 0L, end - 1);
        }
    }

    private static void rejectedEventsAreWhatCame(Hub hub, Pipeline pipeline) {
        List<Row> rejected = table(pipeline, "rejected")
                .select("partition", "offset", "payload")
                .collectAsList();
        assertThat(rejected).hasSizeGreaterThan((int) (EVENTS / 250));
        Map<Integer, List<Row>> partitions = new HashMap<>();
        for (Row row : rejected) {
            partitions
                    .computeIfAbsent(Integer.valueOf(row.getString(0)), partition -> new ArrayList<>())
                    .add(row);
        }
        partitions.forEach((partition, rows) -> {
            List<StoredEvent> events = hub.events(partition);
            for (Row row : rows) {
                assertThat(row.<byte[]>getAs("payload"))
                        .as("event %d of partition %d", row.getLong(1), partition)
                        .isEqualTo(events.get((int) row.getLong(1)).event().body());
            }
        });
    }

    /** The same ones; and of a device in one partition and in order, where a repeat goes back and passes over nothing. */
    private static void alarmsAreThoseOfTheTable(Hub hub, Pipeline pipeline) {
        Set<Transition> all = new HashSet<>();
        Map<String, Set<String>> partitions = new HashMap<>();
        Map<String, Map<Transition, Integer>> stories = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        for (StoredEvent stored : hub.events()) {
            Transition transition = Transition.of(stored.event().body());
            String device = transition.deviceId();
            assertThat(stored.event().partitionKey()).containsExactly(device);
            all.add(transition);
            partitions.computeIfAbsent(device, key -> new HashSet<>()).add(stored.partition());
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

    private static Dataset<Row> table(Pipeline pipeline, String table) {
        return Tables.read(pipeline.out().resolve(table));
    }
}
