package io.vigie.application.simulation;

import java.util.List;

/** Faults by chance, of lengths that fit the run. */
final class RandomFaults implements FaultSource {

    private static final FaultKind[] KINDS = FaultKind.values();
    private static final double MINUTE = 60_000;
    private static final double HOUR = 60 * MINUTE;

    /** A fault each this long on each device, in long runs. */
    private static final double USUAL_GAP = 12 * HOUR;

    /** How many faults a short run has in all, unless its devices are too few. */
    private static final double FEWEST = 20;

    private final double interval;
    private final double runLength;
    private final double meanGap;

    /**
     * @param interval how often devices measure, in milliseconds
     * @param runLength how long the run will be, about, in milliseconds
     */
    RandomFaults(int devices, double interval, double runLength) {
        this.interval = interval;
        this.runLength = runLength;
        double each = Math.max(runLength / USUAL_GAP, Math.min(1.5, FEWEST / devices));
        meanGap = runLength / each;
    }

    @Override
    public Episode next(Device device, long after) {
        SeededRandom random = device.random();
        double start = Math.max(after + random.exponential(meanGap), 3 * interval);
        FaultKind kind = KINDS[random.below(KINDS.length)];
        int sensor = sensorFor(kind, device, random);
        if (sensor == Episode.WHOLE_DEVICE && kind != FaultKind.SILENCE) {
            kind = FaultKind.SPIKE;
            sensor = random.below(device.sensors());
        }
        double longest = runLength / 3;
        double length = Math.min(usualLength(kind, random), longest);
        if (length < shortestLength(kind)) {
            kind = FaultKind.SPIKE;
            sensor = random.below(device.sensors());
            length = 0;
        }
        if (start + length > 0.95 * runLength) {
            return Episode.NEVER;
        }
        double size = sensor == Episode.WHOLE_DEVICE
                ? 0
                : device.sensor(sensor).model().swing() * random.between(0.8, 1.3);
        return new Episode(kind, sensor, (long) start, (long) length, size);
    }

    /** The sensor that can have such a fault; of several, one by chance. */
    private static int sensorFor(FaultKind kind, Device device, SeededRandom random) {
        return switch (kind) {
            case OVERHEATING -> sensorOf("temperature", device);
            case VIBRATION -> sensorOf("vibration", device);
            case SPIKE, STUCK, DRIFT -> random.below(device.sensors());
            case SILENCE -> Episode.WHOLE_DEVICE;
        };
    }

    private static int sensorOf(String metric, Device device) {
        List<MetricModel> metrics = device.kind().metrics();
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).name().equals(metric)) {
                return i;
            }
        }
        return Episode.WHOLE_DEVICE;
    }

    private double usualLength(FaultKind kind, SeededRandom random) {
        double length = switch (kind) {
            case OVERHEATING, SILENCE -> random.between(15 * MINUTE, 40 * MINUTE);
            case STUCK -> random.between(20 * MINUTE, HOUR);
            case DRIFT -> random.between(2 * HOUR, 6 * HOUR);
            case VIBRATION -> random.between(MINUTE, 3 * MINUTE);
            case SPIKE -> 0;
        };
        return Math.max(length, 2 * shortestLength(kind));
    }

    /** Below this a fault of the kind would not show. */
    private double shortestLength(FaultKind kind) {
        return switch (kind) {
            case OVERHEATING, STUCK -> 10 * interval;
            case DRIFT -> 20 * interval;
            case SILENCE -> 6 * interval;
            case VIBRATION, SPIKE -> 0;
        };
    }
}
