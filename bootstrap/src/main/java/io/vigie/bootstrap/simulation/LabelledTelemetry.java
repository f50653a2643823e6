package io.vigie.bootstrap.simulation;

import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import java.nio.file.Path;

/** Telemetry that goes somewhere without room for labels; they go to a file. */
final class LabelledTelemetry implements WriteTelemetry, AutoCloseable {

    private final WriteTelemetry messages;
    private final LabelFile labels;

    /** @param topic where the messages go */
    LabelledTelemetry(WriteTelemetry messages, String topic, Path directory) {
        this.messages = messages;
        labels = new LabelFile(directory, new LabelLine.Place() {
            @Override
            public String of(long message) {
                return all() + "," + LabelLine.bare("message", message);
            }

            @Override
            public String all() {
                return LabelLine.text("topic", topic);
            }
        });
    }

    @Override
    public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
        messages.message(device, buffer, offset, length, deliveredAt);
    }

    @Override
    public void label(Label label) {
        labels.label(label);
    }

    @Override
    public void complete(SimulationSummary summary) {
        messages.complete(summary);
        labels.complete(summary);
    }

    /** Removes labels that are unfinished. */
    @Override
    public void close() {
        labels.close();
    }
}
