package io.vigie.application.simulation;

/** One device: its sensors, its rhythm and the fault it has or will have next. */
final class Device {

    private final int index;
    private final String name;
    private final Sensor[] sensors;
    private final byte[] tail;
    private final SeededRandom random;
    private Episode episode = Episode.NEVER;
    private long beat;
    private long lastMeasured = -1;

    /** @param tail what a message has after the time */
    Device(int index, Sensor[] sensors, byte[] tail, long firstBeat, SeededRandom random) {
        this.index = index;
        name = DeviceKind.nameAt(index);
        this.sensors = sensors;
        this.tail = tail;
        this.random = random;
        beat = firstBeat;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    DeviceKind kind() {
        return DeviceKind.at(index);
    }

    int sensors() {
        return sensors.length;
    }

    Sensor sensor(int which) {
        return sensors[which];
    }

    byte[] tail() {
        return tail;
    }

    SeededRandom random() {
        return random;
    }

    Episode episode() {
        return episode;
    }

    void expect(Episode next) {
        episode = next;
    }

    /** The time it would measure at if it had no jitter. */
    long beat() {
        return beat;
    }

    void beatAt(long time) {
        beat = time;
    }

    /** When it last measured, in milliseconds from the fleet's start; -1 before it has. */
    long lastMeasured() {
        return lastMeasured;
    }

    void measuredAt(long time) {
        lastMeasured = time;
    }
}
