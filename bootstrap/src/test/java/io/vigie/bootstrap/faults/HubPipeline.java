package io.vigie.bootstrap.faults;

import io.vigie.adapters.eventhubs.testing.Hub;
import io.vigie.adapters.eventhubs.testing.LocalEventHubs;
import io.vigie.adapters.eventhubs.testing.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Pipelines that read a hub by AMQP and write tables. */
final class HubPipeline {

    /** The environment variable that holds the connection string. */
    static final String VARIABLE = "EVENTHUB";

    private HubPipeline() {}

    /** A hub as a source or a sink has it. */
    static String hub(String name) {
        return "connectionString: \"${env:%s}\", hub: %s, protocol: amqp".formatted(VARIABLE, name);
    }

    static String hub(Hub hub) {
        return hub(hub.name());
    }

    /**
     * Writes one to the tables of readings and rejected messages, with its tables in {@code out}.
     *
     * @param source the keys of {@code source.eventhubs}
     * @param further more keys of the pipeline
     */
    static Pipeline toReadings(Path directory, String source, String... further) throws IOException {
        return KafkaPipeline.write(
                directory, directory.resolve("out"), """
                pipeline: hubs
                source: { eventhubs: { %s } }
                sinks:
                  readings: { delta: { path: out/readings } }
                  rejected: { delta: { path: out/rejected } }
                checkpoint: out/checkpoint
                """.formatted(source) + String.join("\n", further) + "\n");
    }

    /** Starts one with the namespace's own connection string. */
    static VigieProcess run(Pipeline pipeline, LocalEventHubs hubs) throws IOException {
        return run(pipeline, hubs.trustStore(), Map.of(VARIABLE, hubs.connectionString()));
    }

    /** Starts one that tells where errors came from. */
    static VigieProcess run(Pipeline pipeline, TrustStore trust, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("VIGIE_DEBUG", "1");
        return VigieProcess.run(pipeline, new VigieProcess.Surroundings(trust.jvmOptions(), all));
    }
}
