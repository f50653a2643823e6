package io.vigie.application.plan;

import io.vavr.collection.LinkedHashMap;
import io.vavr.collection.Map;

/** Where an output goes. Paths are absolute, or URIs of any file system the engine knows. */
public sealed interface SinkPlan {

    /** Settings that are handed on to what writes it, by their names there. */
    default Map<String, SettingValue> options() {
        return LinkedHashMap.empty();
    }

    /**
     * A Delta table, exactly once.
     *
     * @param path where it lies
     */
    record DeltaTable(String path) implements SinkPlan {}

    /**
     * A Kafka topic, at least once. Rejected messages go there as they came; all else as JSON objects, keyed by device.
     *
     * @param cluster where it is
     * @param topic its name
     */
    record KafkaTopic(KafkaCluster cluster, String topic) implements SinkPlan {

        @Override
        public Map<String, SettingValue> options() {
            return cluster.options();
        }
    }

    /**
     * A hub of Azure Event Hubs, at least once; keyed by device.
     *
     * @param hub which
     * @param protocol how to talk to it
     * @param options further settings of the protocol's client, by their names there
     */
    record HubEvents(EventHub hub, EventHubProtocol protocol, Map<String, SettingValue> options) implements SinkPlan {}
}
