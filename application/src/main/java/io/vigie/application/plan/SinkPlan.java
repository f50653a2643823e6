package io.vigie.application.plan;

/** Where an output goes. Paths are absolute, or URIs of any file system the engine knows. */
public sealed interface SinkPlan {

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
    record KafkaTopic(KafkaCluster cluster, String topic) implements SinkPlan {}
}
