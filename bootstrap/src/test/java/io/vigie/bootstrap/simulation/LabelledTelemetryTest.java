package io.vigie.bootstrap.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.RecordedTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTelemetryTest {

    private static final FleetSpec FLEET = FleetSpec.of(20, 20_000, 3);

    @TempDir
    private Path directory;

    @Test
    void messagesGoTheirWayAndLabelsToAFileThatNamesTheTopic() throws IOException {
        RecordedTelemetry topic = new RecordedTelemetry();
        try (LabelledTelemetry telemetry = new LabelledTelemetry(topic, "readings", directory)) {
            new FleetSimulation(telemetry).simulate(FLEET);
        }

        RecordedTelemetry expected = RecordedTelemetry.of(FLEET);
        assertThat(topic.lines()).isEqualTo(expected.lines());
        assertThat(topic.devices()).isEqualTo(expected.devices());
        assertThat(topic.summaries()).isEqualTo(expected.summaries());
        List<String> labels = Files.readAllLines(directory.resolve("_labels.jsonl"));
        assertThat(labels).hasSize(expected.labels().size() + 1);
        assertThat(labels.stream().filter(label -> label.startsWith("{\"kind\":\"bad_message\"")))
                .hasSize(200)
                .first()
                .asString()
                .contains("\"topic\":\"readings\",\"message\":"
                        + expected.badMessages().get(0).number() + ",")
                .doesNotContain("\"line\"", "\"file\"");
        assertThat(labels.get(labels.size() - 1))
                .startsWith("{\"kind\":\"summary\",\"devices\":20,\"topic\":\"readings\",\"lines\":20000,");
    }

    @Test
    void whatWasNotWrittenToItsEndHasNoLabels() throws IOException {
        new LabelledTelemetry(new RecordedTelemetry(), "readings", directory).close();

        assertThat(directory).isEmptyDirectory();
    }
}
