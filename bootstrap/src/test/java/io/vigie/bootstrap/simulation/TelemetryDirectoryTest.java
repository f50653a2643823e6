package io.vigie.bootstrap.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.vavr.control.Option;
import io.vigie.application.simulation.FlatMessage;
import io.vigie.application.simulation.FleetSimulation;
import io.vigie.application.simulation.FleetSpec;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.RecordedTelemetry;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryDirectoryTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final FleetSpec FLEET = FleetSpec.of(50, 250_000, 4);

    @TempDir
    private Path directory;

    @Test
    void theFilesHoldTheMessagesInTheirOrder() throws IOException {
        write(FLEET, directory, CLOCK);

        assertThat(names(directory))
                .containsExactly("_labels.jsonl", "part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl");
        List<String> lines = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            lines.addAll(
                    Files.readAllLines(directory.resolve("part-0000" + part + ".jsonl"), StandardCharsets.ISO_8859_1));
        }
        assertThat(lines).isEqualTo(RecordedTelemetry.of(FLEET).lines());
    }

    @Test
    void theSameSpecGivesTheSameFiles() throws IOException {
        Path one = directory.resolve("one");
        Path other = directory.resolve("other");
        write(FLEET, one, CLOCK);
        write(FLEET, other, CLOCK);

        assertThat(names(one)).isEqualTo(names(other));
        for (String name : names(one)) {
            assertThat(Files.mismatch(one.resolve(name), other.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @Test
    void noFileIsSeenBeforeItIsWhole() {
        List<String> seen = new ArrayList<>();
        try (TelemetryDirectory telemetry = opened(directory, CLOCK)) {
            new FleetSimulation(new WriteTelemetry() {
                        private long messages;

                        @Override
                        public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
                            telemetry.message(device, buffer, offset, length, deliveredAt);
                            messages++;
                            if (messages % 10_000 == 0) {
                                seen.addAll(names(directory).stream()
                                        .filter(name -> !name.startsWith("."))
                                        .toList());
                                assertThat(lines(directory, seen)).isEqualTo(messages / 100_000 * 100_000);
                            }
                        }

                        @Override
                        public void label(Label label) {
                            telemetry.label(label);
                        }

                        @Override
                        public void complete(SimulationSummary summary) {
                            telemetry.complete(summary);
                        }
                    })
                    .simulate(FLEET);
        }

        assertThat(seen).contains("part-00000.jsonl", "part-00001.jsonl").doesNotContain("_labels.jsonl");
    }

    @Test
    void everyLabelOfABadMessagePointsAtItsLine() throws IOException {
        write(FLEET, directory, CLOCK);

        List<String> labels = Files.readAllLines(directory.resolve("_labels.jsonl"));
        Map<String, List<byte[]>> files = new HashMap<>();
        int bad = 0;
        for (String label : labels) {
            Map<String, String> fields = flat(label);
            if (!"bad_message".equals(fields.get("kind"))) {
                continue;
            }
            bad++;
            byte[] message = files.computeIfAbsent(fields.get("file"), file -> messages(directory.resolve(file)))
                    .get(Integer.parseInt(fields.get("line")) - 1);
            assertThatThrownBy(() -> FlatMessage.read(message)).hasMessage(fields.get("reason"));
        }
        assertThat(bad).isEqualTo(2_500);
    }

    @Test
    void theLastLabelCountsEverything() throws IOException {
        SimulationSummary summary = write(FLEET, directory, CLOCK);

        List<String> labels = Files.readAllLines(directory.resolve("_labels.jsonl"));
        Map<String, String> last = flat(labels.get(labels.size() - 1));
        assertThat(last)
                .containsEntry("kind", "summary")
                .containsEntry("devices", "50")
                .containsEntry("files", "3")
                .containsEntry("lines", "250000")
                .containsEntry("good", "247500")
                .containsEntry("bad", "2500")
                .containsEntry("delayed", Long.toString(summary.delayed()))
                .containsEntry("end", summary.lastEventTime().get().toString());
        assertThat(labels.size() - 1)
                .isEqualTo(2_500 + summary.faults().values().sum().intValue());
    }

    @Test
    void aFileIsNeverOlderThanWhatItTells() throws IOException {
        Clock beforeTheFleet = Clock.fixed(Instant.parse("2025-06-01T00:00:00Z"), ZoneOffset.UTC);
        FleetSpec fleet = FleetSpec.of(50, 1_000, 4).withMalformedShare(0);
        Instant end = write(fleet, directory, beforeTheFleet).lastEventTime().get();

        assertThat(Files.getLastModifiedTime(directory.resolve("part-00000.jsonl"))
                        .toInstant())
                .isBetween(end, end.plusSeconds(10));
    }

    @Test
    void aFleetWithoutReadingsHasOnlyLabels() throws IOException {
        write(FleetSpec.of(3, 0, 1), directory, CLOCK);

        assertThat(names(directory)).containsExactly("_labels.jsonl");
        assertThat(Files.readString(directory.resolve("_labels.jsonl")))
                .isEqualTo("{\"kind\":\"summary\",\"devices\":3,\"files\":0,\"lines\":0,\"good\":0,\"bad\":0,"
                        + "\"rejected\":{},\"faults\":{},\"delayed\":0,\"withUnknownFields\":0,"
                        + "\"start\":null,\"end\":null}\n");
    }

    @Test
    void aDirectoryThatHoldsTelemetryIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(directory.resolve("part-00007.jsonl"), "precious");

        assertThat(TelemetryDirectory.create(directory, CLOCK).getLeft())
                .isEqualTo(directory + " holds telemetry already, such as part-00007.jsonl."
                        + " Give another directory, or remove the files of that run.");
        assertThat(names(directory)).containsExactly("part-00007.jsonl");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(TelemetryDirectory.create(file, CLOCK).getLeft())
                .isEqualTo(file + " is not a directory. Give one for the telemetry to lie in.");
    }

    @Test
    void anInterruptedRunLeavesOnlyWholeFiles() {
        try (TelemetryDirectory telemetry = opened(directory, CLOCK)) {
            byte[] message = "{}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 150_000; i++) {
                telemetry.message("pump-1", message, 0, message.length, 0);
            }
        }

        assertThat(names(directory)).containsExactly("part-00000.jsonl");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() throws IOException {
        TelemetryDirectory telemetry = opened(directory, CLOCK);
        Files.createDirectory(directory.resolve(".part-00000.jsonl.unfinished"));

        assertThatThrownBy(() -> telemetry.message("pump-1", new byte[1], 0, 1, 0))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Cannot write " + directory.resolve("part-00000.jsonl") + ": ")
                .hasMessageContaining("run it again");
        telemetry.close();
    }

    private static SimulationSummary write(FleetSpec fleet, Path into, Clock clock) {
        try (TelemetryDirectory telemetry = opened(into, clock)) {
            return new FleetSimulation(telemetry).simulate(fleet);
        }
    }

    private static TelemetryDirectory opened(Path into, Clock clock) {
        return TelemetryDirectory.create(into, clock).getOrElseThrow(problem -> new AssertionError(problem));
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file ->
                            Option.of(file.getFileName()).map(Path::toString).getOrElse(""))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static long lines(Path directory, List<String> names) {
        return names.stream()
                .distinct()
                .mapToLong(name -> messages(directory.resolve(name)).size())
                .sum();
    }

    private static List<byte[]> messages(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .map(line -> line.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The fields of an object that are no objects. */
    private static Map<String, String> flat(String json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()
                        && parser.getParsingContext().getParent().inRoot()) {
                    fields.put(parser.currentName(), parser.getText());
                }
            }
        }
        return fields;
    }
}
