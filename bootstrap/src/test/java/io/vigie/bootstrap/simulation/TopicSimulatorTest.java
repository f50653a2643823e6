package io.vigie.bootstrap.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.collection.HashMap;
import io.vavr.control.Option;
import io.vigie.application.plan.KafkaCluster;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.bootstrap.command.FleetSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any broker is asked, or by the client itself. */
class TopicSimulatorTest {

    @TempDir
    private Path directory;

    @Test
    void labelsOfAnotherRunAreNotWrittenOver() throws IOException {
        Files.writeString(directory.resolve("_labels.jsonl"), "precious");

        assertThatThrownBy(() -> simulate(Option.some(directory), HashMap.empty()))
                .isInstanceOf(PipelineRefused.class)
                .hasMessage(directory + " holds telemetry already, such as _labels.jsonl."
                        + " Give another directory, or remove the files of that run.");
        assertThat(directory.resolve("_labels.jsonl")).hasContent("precious");
    }

    @Test
    void whereNothingIsWrittenNoLabelsAreLeft() {
        assertThatThrownBy(() -> simulate(
                        Option.some(directory), HashMap.of("kafka.compression.type", SettingValue.plain("brotli"))))
                .isInstanceOf(PipelineRefused.class)
                .hasMessageStartingWith("Kafka at localhost:9092 cannot be used: ")
                .hasMessageContaining("brotli");
        assertThat(directory).isEmptyDirectory();
    }

    private static int simulate(Option<Path> labels, HashMap<String, SettingValue> options) {
        return new SimulatorOfFleets()
                .simulate(
                        new FleetSimulator.Order(
                                3,
                                10,
                                1,
                                0,
                                Instant.EPOCH,
                                new FleetSimulator.Topic(
                                        new SinkPlan.KafkaTopic(new KafkaCluster("localhost:9092", options), "t"),
                                        labels)),
                        new PrintWriter(new StringWriter()));
    }
}
