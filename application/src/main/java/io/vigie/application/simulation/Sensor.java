package io.vigie.application.simulation;

/** One metric of one device: its own mean, its place in the day, and the noise it remembers. */
final class Sensor {

    private static final double MILLISECONDS_A_DAY = 86_400_000;
    private static final double DAYS_A_YEAR = 365.2425;

    /** Around the twentieth of January. */
    private static final double COLDEST_DAY = 19;

    private final MetricModel model;
    private final byte[] head;
    private final byte[] middle;
    private final double mean;
    private final double peakDay;
    private final double innovation;
    private double noise;
    private long last;

    /**
     * @param head what a message has before the value
     * @param middle what it has between the value and the time
     */
    Sensor(MetricModel model, byte[] head, byte[] middle, SeededRandom random) {
        this.model = model;
        this.head = head;
        this.middle = middle;
        mean = model.mean() + random.between(-model.spread(), model.spread());
        peakDay = (model.peakHour() + random.between(-0.7, 0.7)) / 24;
        innovation = model.noise() * Math.sqrt(1 - model.persistence() * model.persistence());
        noise = model.noise() * random.gaussian();
        last = Math.round(mean * 1000);
    }

    MetricModel model() {
        return model;
    }

    byte[] head() {
        return head;
    }

    byte[] middle() {
        return middle;
    }

    /**
     * Measures.
     *
     * @param time in milliseconds since 1970
     * @param deviation how far a fault takes the value from normal
     * @return the value in thousandths
     */
    long measure(long time, double deviation, SeededRandom random) {
        noise = model.persistence() * noise + innovation * random.gaussian();
        double day = time / MILLISECONDS_A_DAY;
        double wave = StrictMath.cos(2 * Math.PI * (day - peakDay));
        // A second harmonic makes the peak sharper than the trough.
        double shape = 0.85 * wave + 0.15 * (2 * wave * wave - 1);
        double value = mean + model.daily() * shape + model.yearly() * season(day) + noise + deviation;
        last = Math.round(Math.min(Math.max(value, model.minimum()), model.maximum()) * 1000);
        return last;
    }

    /** Measures without looking: the last value again. */
    long repeat() {
        return last;
    }

    private double season(double day) {
        if (model.yearly() == 0) {
            return 0;
        }
        return StrictMath.cos(2 * Math.PI * (day - COLDEST_DAY) / DAYS_A_YEAR);
    }
}
