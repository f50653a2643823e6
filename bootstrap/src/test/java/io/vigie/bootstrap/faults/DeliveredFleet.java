package io.vigie.bootstrap.faults;

import io.vigie.adapters.eventhubs.testing.Event;
import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.kafka.testing.Topics;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A simulated fleet's telemetry in a topic or a hub, as a careless gateway delivers it: every two hundredth message is bad, one
 * in ten comes twice, here and there one has headers or no value.
 */
final class DeliveredFleet implements WriteTelemetry {

    private static final int PARTITIONS = 8;
    private static final int MOST_DEVICES = 50;

    /** So many of each device that windows end and alarms clear. */
    private static final int MESSAGES_A_DEVICE = 600;

    private static final long SEED = 13;
    private static final double SHARE_OF_BAD_MESSAGES = 0.005;
    private static final double SHARE_DELIVERED_TWICE = 0.1;
    private static final double SHARE_WITH_HEADERS = 0.1;
    private static final double SHARE_WITHOUT_VALUE = 0.0005;
    private static final int RECORDS_AT_ONCE = 20_000;

    private final Gateway gateway;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long delivered;

    private DeliveredFleet(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Where it is delivered to. */
    private interface Gateway {

        /** One message; all of a device go the same way. */
        void deliver(String device, byte @Nullable [] value, long at, Map<String, byte[]> headers);

        /** That was all. */
        default void end() {}
    }

    /** To a topic, many records at once. */
    private static final class ToTopic implements Gateway {

        private final Topics topics;
        private final String topic;
        private final List<ProducerRecord<byte[], byte[]>> waiting = new ArrayList<>();

        ToTopic(Topics topics, String topic) {
            this.topics = topics;
            this.topic = topic;
        }

        @Override
        public void deliver(String device, byte @Nullable [] value, long at, Map<String, byte[]> headers) {
            List<Header> all = new ArrayList<>();
            headers.forEach((name, content) -> all.add(new RecordHeader(name, content)));
            waiting.add(new ProducerRecord<>(topic, null, at, Messages.bytes(device), value, all));
            if (waiting.size() == RECORDS_AT_ONCE) {
                end();
            }
        }

        @Override
        public void end() {
            topics.send(waiting);
            waiting.clear();
        }
    }

    /**
     * Makes the topic, and delivers there.
     *
     * @param messages how many messages the fleet sends
     * @return how many records that made
     */
    static long deliver(Topics topics, String topic, long messages) {
        // The records are as old as their readings.
        topics.create(topic, PARTITIONS, Map.of("retention.ms", "-1"));
        return deliver(new ToTopic(topics, topic), messages);
    }

    /**
     * Delivers to a hub.
     *
     * @param messages how many messages the fleet sends
     * @return how many events that made
     */
    static long deliver(Hub hub, long messages) {
        return deliver(
                (device, value, at, headers) -> {
                    Event event = Event.of(value == null ? new byte[0] : value).withPartitionKey(device);
                    for (Map.Entry<String, byte[]> header : headers.entrySet()) {
                        event = event.withProperty(header.getKey(), Messages.text(header.getValue()));
                    }
                    hub.publishAt(Instant.ofEpochMilli(at), Math.floorMod(device.hashCode(), hub.partitions()), event);
                },
                messages);
    }

    private static long deliver(Gateway gateway, long messages) {
        FleetSpec usual = FleetSpec.of((int) Math.min(MOST_DEVICES, messages / MESSAGES_A_DEVICE), messages, SEED);
        DeliveredFleet fleet = new DeliveredFleet(gateway);
        new FleetSimulation(fleet)
                .simulate(new FleetSpec(
                        usual.devices(),
                        usual.readings(),
                        usual.seed(),
                        usual.start(),
                        usual.interval(),
                        SHARE_OF_BAD_MESSAGES,
                        usual.delayedShare(),
                        usual.maxDelay(),
                        usual.faults()));
        return fleet.delivered;
    }

    @Override
    public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
        byte[] value = Arrays.copyOfRange(buffer, offset, offset + length);
        deliver(device, value, deliveredAt);
        if (random.nextDouble() < SHARE_DELIVERED_TWICE) {
            deliver(device, value, deliveredAt);
        }
        if (random.nextDouble() < SHARE_WITHOUT_VALUE) {
            deliver(device, null, deliveredAt);
        }
    }

    private void deliver(String device, byte @Nullable [] value, long at) {
        boolean hasHeaders = random.nextDouble() < SHARE_WITH_HEADERS;
        Map<String, byte[]> headers = new LinkedHashMap<>();
        if (hasHeaders) {
            headers.put("gateway", Messages.bytes("g-" + random.nextInt(3)));
            headers.put("raw", new byte[] {0, -1});
        }
        gateway.deliver(device, value, at, headers);
        delivered++;
    }

    @Override
    public void label(Label label) {
        // What was wrong with the fleet is not asked here.
    }

    @Override
    public void complete(SimulationSummary summary) {
        gateway.end();
    }
}
