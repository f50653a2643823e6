package io.vigie.application.simulation;

/** A fault of one device, from its plan to its end. Times are in milliseconds from the fleet's start. */
final class Episode {

    /** The fault of a device that has no more of them. */
    static final Episode NEVER = new Episode(FaultKind.SILENCE, Episode.WHOLE_DEVICE, Long.MAX_VALUE, 0, 0);

    /** In place of a sensor's index. */
    static final int WHOLE_DEVICE = -1;

    private final FaultKind kind;
    private final int sensor;
    private final long duration;
    private final double size;
    private long start;
    private boolean begun;
    private long first;
    private long last;
    private int readings;

    Episode(FaultKind kind, int sensor, long start, long duration, double size) {
        this.kind = kind;
        this.sensor = sensor;
        this.start = start;
        this.duration = duration;
        this.size = size;
    }

    FaultKind kind() {
        return kind;
    }

    int sensor() {
        return sensor;
    }

    double size() {
        return size;
    }

    boolean isDue(long time) {
        return !begun && time >= start;
    }

    boolean hasBegun() {
        return begun;
    }

    /** It begins when its device measures, not when it was planned to. */
    void begin(long time) {
        begun = true;
        start = time;
    }

    /** When it is over; a spike is at the next reading. */
    long end() {
        return kind == FaultKind.SPIKE ? start + 1 : start + duration;
    }

    boolean isOver(long time) {
        return begun && time >= end();
    }

    boolean affects(int whichSensor) {
        return begun && sensor == whichSensor;
    }

    /** How far from normal it takes the value at a time within it. */
    double deviation(long time, SeededRandom random) {
        double progress = duration == 0 ? 1 : (double) (time - start) / duration;
        return switch (kind) {
            case OVERHEATING -> size * Math.min(1, Math.min(progress / 0.6, (1 - progress) / 0.2));
            case DRIFT -> size * progress;
            case SPIKE -> size;
            case VIBRATION -> size * random.between(0.6, 1);
            case STUCK, SILENCE -> 0;
        };
    }

    /** Counts a reading that shows it. */
    void shownAt(long time) {
        if (readings == 0) {
            first = time;
        }
        last = time;
        readings++;
    }

    int readings() {
        return readings;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
