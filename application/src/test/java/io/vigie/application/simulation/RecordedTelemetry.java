package io.vigie.application.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Simulated telemetry, kept. */
public final class RecordedTelemetry implements WriteTelemetry {

    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> devices = new ArrayList<>();
    private final List<Long> deliveries = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<SimulationSummary> summaries = new ArrayList<>();

    /** The telemetry of a fleet. */
    public static RecordedTelemetry of(FleetSpec fleet) {
        RecordedTelemetry telemetry = new RecordedTelemetry();
        new FleetSimulation(telemetry).simulate(fleet);
        return telemetry;
    }

    @Override
    public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
        devices.add(device);
        messages.add(Arrays.copyOfRange(buffer, offset, offset + length));
        deliveries.add(deliveredAt);
    }

    @Override
    public void label(Label label) {
        labels.add(label);
    }

    @Override
    public void complete(SimulationSummary summary) {
        summaries.add(summary);
    }

    /** The messages in the order of their delivery. */
    public List<byte[]> messages() {
        return messages;
    }

    /** The device that sent each message. */
    public List<String> devices() {
        return devices;
    }

    /** When each message was delivered, in milliseconds since 1970. */
    public List<Long> deliveries() {
        return deliveries;
    }

    /** The labels in the order of their coming. */
    public List<Label> labels() {
        return labels;
    }

    /** What the simulation said at its end. */
    public List<SimulationSummary> summaries() {
        return summaries;
    }

    /** The labels of faults. */
    public List<Label.Fault> faults() {
        return labelsOf(Label.Fault.class);
    }

    /** The labels of bad messages. */
    public List<Label.BadMessage> badMessages() {
        return labelsOf(Label.BadMessage.class);
    }

    /** The good messages, read. */
    public List<FlatMessage> readings() {
        Set<Long> bad = new HashSet<>();
        badMessages().forEach(label -> bad.add(label.number()));
        List<FlatMessage> readings = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (!bad.contains((long) i)) {
                readings.add(FlatMessage.read(messages.get(i)));
            }
        }
        return readings;
    }

    /** The readings of one metric of one device, in the order of their event times. */
    public List<FlatMessage> series(String device, String metric) {
        return readings().stream()
                .filter(reading ->
                        reading.device().equals(device) && reading.metric().equals(metric))
                .sorted((one, other) -> one.time().compareTo(other.time()))
                .toList();
    }

    /** The messages as lines of text. */
    public List<String> lines() {
        return messages.stream()
                .map(message -> new String(message, StandardCharsets.ISO_8859_1))
                .toList();
    }

    private <T extends Label> List<T> labelsOf(Class<T> kind) {
        return labels.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
