package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Messages without end, one reading a line, about 119 bytes each of a thousand devices. The same number of devices and the same seed give the
 * same lines.
 *
 * <p>Each is of a device by chance, 10 ms after the one before; one in a hundred was measured up to 5 s earlier. Values are
 * normally distributed about the device's own mean, but for one in a thousand, which lies far away. One message in five
 * hundred is malformed: cut off, with a text for the value, with a text that is no time, or without its device.
 */
public final class TelemetryLines {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final long MILLIS_BETWEEN = 10;
    private static final int ONE_IN_LATE = 100;
    private static final int MOST_MILLIS_LATE = 5_000;
    private static final int ONE_IN_FAR = 1_000;
    private static final int ONE_IN_MALFORMED = 500;

    /** A line that is cut off keeps so many characters at either end of the cut. */
    private static final int AT_LEAST_CUT = 10;

    private final Random random;
    private final double[] means;
    private long lines;
    private int device;

    /** Of so many devices. */
    public TelemetryLines(int devices, long seed) {
        random = new Random(seed);
        means = new double[devices];
        for (int i = 0; i < devices; i++) {
            SensorKind kind = SensorKind.of(i);
            means[i] = kind.mean() + random.nextGaussian() * kind.deviation() / 4;
        }
    }

    /** The next message. */
    public String next() {
        device = random.nextInt(means.length);
        SensorKind kind = SensorKind.of(device);
        double value = means[device] + random.nextGaussian() * kind.deviation();
        if (random.nextInt(ONE_IN_FAR) == 0) {
            double away = (8 + 8 * random.nextDouble()) * kind.deviation();
            value += random.nextBoolean() ? away : -away;
        }
        long millis = START.toEpochMilli() + MILLIS_BETWEEN * lines++;
        if (random.nextInt(ONE_IN_LATE) == 0) {
            millis -= random.nextInt(MOST_MILLIS_LATE);
        }
        String decimal = Double.toString(Math.round(value * 1_000) / 1_000.0);
        String time = TIME.format(Instant.ofEpochMilli(millis));
        return random.nextInt(ONE_IN_MALFORMED) == 0
                ? malformed(kind, decimal, time)
                : named() + reading(kind, decimal, time);
    }

    /** Who has sent the last message, whether it says so or not. */
    public String device() {
        return "sensor-" + device;
    }

    private String malformed(SensorKind kind, String value, String time) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                String whole = named() + reading(kind, value, time);
                yield whole.substring(0, AT_LEAST_CUT + random.nextInt(whole.length() - 2 * AT_LEAST_CUT));
            }
            case 1 -> named() + reading(kind, "\"n/a\"", time);
            case 2 -> named() + reading(kind, value, "a while ago");
            default -> "{" + reading(kind, value, time);
        };
    }

    private String named() {
        return "{\"deviceId\":\"" + device() + "\",";
    }

    private static String reading(SensorKind kind, String value, String time) {
        return "\"metric\":\"" + kind.metric() + "\",\"value\":" + value + ",\"unit\":\"" + kind.unit()
                + "\",\"timestamp\":\"" + time + "\"}";
    }
}
