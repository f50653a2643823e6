package io.vigie.bootstrap.simulation;

import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is wrong with simulated telemetry, one line of JSON a label, in a file that appears when it is whole. */
final class LabelFile implements AutoCloseable {

    /** Its leading underscore keeps pipelines from reading it as telemetry. */
    static final String NAME = "_labels.jsonl";

    private final AtomicFile file;
    private final LabelLine.Place place;

    /** @param place where the messages are that the labels speak of */
    LabelFile(Path directory, LabelLine.Place place) {
        file = new AtomicFile(directory.resolve(NAME));
        this.place = place;
    }

    void label(Label label) {
        write(LabelLine.of(label, place));
    }

    void complete(SimulationSummary summary) {
        write(LabelLine.summary(summary, place));
        file.moveIntoPlace();
    }

    /** Removes the file unless it is complete. */
    @Override
    public void close() {
        file.discard();
    }

    private void write(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
        file.write('\n');
    }
}
