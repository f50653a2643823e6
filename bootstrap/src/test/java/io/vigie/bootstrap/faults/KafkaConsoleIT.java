package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who reads our topics with {@code kafka-console-consumer}. */
class KafkaConsoleIT {

    private static final String CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer";

    @TempDir
    private Path directory;

    private final TestBroker broker = TestBroker.shared();

    @Test
    void alarmsAndDeadLettersAreReadable() throws Exception {
        Topics topics = broker.topics();
        for (String topic : new String[] {"console-readings", "console-alarms", "console-rejected"}) {
            topics.create(topic, 1, Map.of("retention.ms", "-1"));
        }
        for (byte[] reading : Messages.readings(90, 98)) {
            topics.sendKeyed("console-readings", "boiler-1", new String(reading, StandardCharsets.UTF_8));
        }
        topics.sendKeyed("console-readings", "boiler-2", "no reading");
        Pipeline pipeline = KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: console
                source: { kafka: { %s } }
                rules: rules.yaml
                sinks:
                  alarms: { kafka: { %s } }
                  rejected: { kafka: { %s } }
                checkpoint: out/checkpoint
                """.formatted(
                        KafkaPipeline.topic(broker.servers(), "console-readings"),
                        KafkaPipeline.topic(broker.servers(), "console-alarms"),
                        KafkaPipeline.topic(broker.servers(), "console-rejected")));
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        assertThat(consoleConsumer("console-alarms"))
                .singleElement()
                .asString()
                .startsWith("NO_HEADERS\tboiler-1\t{")
                .contains(
                        "\"ruleId\":\"boiler-overheat\"",
                        "\"transition\":\"raised\"",
                        "\"severity\":\"critical\"",
                        "\"value\":96.0");
        assertThat(consoleConsumer("console-rejected"))
                .singleElement()
                .asString()
                .startsWith("vigie.reason:malformed,vigie.detail:")
                .contains("vigie.topic:console-readings,vigie.partition:0,vigie.offset:8")
                .endsWith("\tboiler-2\tno reading");
    }

    /** The lines that it shows of a topic's one record. */
    private List<String> consoleConsumer(String topic) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CONSUMER));
        command.addAll(List.of("--bootstrap-server", broker.servers(), "--topic", topic, "--from-beginning"));
        command.addAll(List.of("--max-messages", "1", "--timeout-ms", "60000"));
        command.addAll(List.of("--property", "print.headers=true", "--property", "print.key=true"));
        Path err = directory.resolve(topic + ".txt");
        Process consumer =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String shown = new String(consumer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(consumer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(consumer.exitValue()).as(err.toString()).isZero();
        return shown.lines().toList();
    }
}
