package io.vigie.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Pipelines that read a topic, with the rules of the demo. */
final class KafkaPipeline {

    private static final String RULES = "/io/vigie/bootstrap/demo/rules.yaml";

    private KafkaPipeline() {}

    /**
     * Writes one to all tables.
     *
     * @param directory where its file goes, its rules and what it says
     * @param source the keys of {@code source.kafka}
     * @param out where its tables and its checkpoint go
     * @param alarms one more sink of alarms, or nothing
     * @param rejected one more sink of rejected messages, or nothing
     * @param trigger its trigger
     */
    static Pipeline toTables(Path directory, String source, Path out, String alarms, String rejected, String trigger)
            throws IOException {
        return writeToTables(directory, "kafka: { " + source + " }", out, besides(alarms), besides(rejected), trigger);
    }

    /**
     * Writes one of any source to all tables.
     *
     * @param source the source, its kind and its keys
     * @param alarms one more sink of alarms after a comma, or nothing
     * @param rejected one more sink of rejected messages after a comma, or nothing
     */
    static Pipeline writeToTables(
            Path directory, String source, Path out, String alarms, String rejected, String trigger)
            throws IOException {
        return write(directory, out, """
                pipeline: fleet
                source: { %s }
                time: { outOfOrder: 10s, late: 1h, future: 5m }
                rules: rules.yaml
                windows:
                  - { name: short, tumbling: 5m, aggregates: [count, mean, stddev, p90] }
                  - { name: trend, hopping: { size: 10m, every: 4m }, aggregates: [sum, min, max] }
                  - { name: bursts, session: { gap: 1m }, aggregates: [count] }
                sinks:
                  readings: { delta: { path: "%s" } }
                  alarms: [ { delta: { path: "%s" } }%s ]
                  windows: { delta: { path: "%s" } }
                  rejected: [ { delta: { path: "%s" } }%s ]
                trigger: { %s }
                checkpoint: "%s"
                """.formatted(
                        source,
                        out.resolve("readings"),
                        out.resolve("alarms"),
                        alarms,
                        out.resolve("windows"),
                        out.resolve("rejected"),
                        rejected,
                        trigger,
                        out.resolve("checkpoint")));
    }

    /** Writes any; its rules are in {@code rules.yaml}. */
    static Pipeline write(Path directory, Path out, String pipeline) throws IOException {
        Files.createDirectories(directory);
        try (InputStream rules = KafkaPipeline.class.getResourceAsStream(RULES)) {
            Files.write(
                    directory.resolve("rules.yaml"),
                    Objects.requireNonNull(rules, RULES).readAllBytes());
        }
        return new Pipeline(Files.writeString(directory.resolve("pipeline.yaml"), pipeline), out);
    }

    /** A topic as a source or a sink has it. */
    static String topic(String servers, String topic) {
        return "servers: \"%s\", topic: %s".formatted(servers, topic);
    }

    private static String besides(String sink) {
        return sink.isEmpty() ? "" : ", { kafka: { " + sink + " } }";
    }
}
