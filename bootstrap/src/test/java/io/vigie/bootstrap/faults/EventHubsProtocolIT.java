package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Encoders;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline that is moved from one protocol of its hub to the other, on the checkpoint that it has, and with a batch
 * that the other has begun.
 */
class EventHubsProtocolIT {

    private static final String HUB = "boilers";
    private static final String KAFKA_VARIABLE = "EVENTHUB_KAFKA";
    private static final int PARTITIONS = 2;
    private static final long SEED = 23;

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    /** The same hub by both: the same events under the same numbers. */
    private record SameHub(LocalEventHubs hubs, Hub amqp, HubsOfTests kafka) {

        /** Events that both have from now on. */
        void publish(int from, int to) {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (byte[] reading : Messages.readings(from, to)) {
                int partition = records.size() % PARTITIONS;
                amqp.publish(partition, Event.of(reading));
                records.add(new ProducerRecord<>(HUB, partition, null, reading));
            }
            kafka.hubs().send(records);
        }

        String byAmqp() {
            return HubPipeline.hub(HUB);
        }

        String byKafka() {
            return "connectionString: \"${env:%s}\", hub: %s, protocol: kafka, options: { %s }"
                    .formatted(KAFKA_VARIABLE, HUB, kafka.trust());
        }

        VigieProcess run(Pipeline pipeline) throws Exception {
            return HubPipeline.run(
                    pipeline,
                    hubs.trustStore(),
                    Map.of(
                            HubPipeline.VARIABLE,
                            hubs.connectionString(),
                            KAFKA_VARIABLE,
                            kafka.connectionString(HubsOfTests.KEY)));
        }
    }

    private void toTheEnd(SameHub hub, String source) throws Exception {
        try (VigieProcess process = hub.run(HubPipeline.toReadings(directory, source))) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }

    private void untilKilledInABatch(SameHub hub, String source, int from, int to) throws Exception {
        Pipeline pipeline =
                HubPipeline.toReadings(directory, source + ", maxEventsPerTrigger: 20", "trigger: { every: 100ms }");
        Random random = new Random(SEED);
        try (VigieProcess process = hub.run(pipeline)) {
            long done = pipeline.batchesDone();
            hub.publish(from, to);
            process.await("it read some", () -> pipeline.batchesDone() > done);
            process.await("it was to be killed", Moment.WRITING_A_BATCH.of(pipeline, random));
            process.kill();
            assertThat(process.end().status()).isEqualTo(VigieProcess.KILLED);
        }
    }

    @Test
    void itGoesOnWhereItWas() throws Exception {
        onTheSameHub(this::fromAmqpToKafka);
    }

    @Test
    @Tag("long")
    void itGoesOnWhereItWasAndComesBack() throws Exception {
        onTheSameHub(hub -> {
            fromAmqpToKafka(hub);
            fromKafkaToAmqp(hub);
        });
    }

    private void fromAmqpToKafka(SameHub hub) throws Exception {
        untilKilledInABatch(hub, hub.byAmqp(), 0, 200);
        toTheEnd(hub, hub.byKafka());
        assertNumbers(200);
    }

    private void fromKafkaToAmqp(SameHub hub) throws Exception {
        untilKilledInABatch(hub, hub.byKafka(), 200, 400);
        toTheEnd(hub, hub.byAmqp());
        assertNumbers(400);
    }

    private void onTheSameHub(ThrowingConsumer<SameHub> what) throws Exception {
        Path keys = elsewhere.resolve("keys.json");
        new TokenIssuer().writeKeys(keys);
        try (LocalEventHubs hubs = LocalEventHubs.start();
                HubsOfTests namespace = new HubsOfTests(elsewhere.resolve("broker"), keys)) {
            namespace.hubs().create(HUB, PARTITIONS, Map.of("retention.ms", "-1"));
            what.accept(new SameHub(hubs, hubs.createHub(HUB, PARTITIONS), namespace));
        }
    }

    /** Each event so far is there once, under its number in its partition. */
    private void assertNumbers(int events) {
        assertThat(Tables.read(directory.resolve("out/readings"))
                        .selectExpr("concat_ws(' ', source, partition, offset, cast(value as int))")
                        .as(Encoders.STRING())
                        .collectAsList())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, events)
                        .mapToObj(number ->
                                "%s %d %d %d".formatted(HUB, number % PARTITIONS, number / PARTITIONS, number))
                        .toList());
    }
}
