package io.vigie.application.simulation;

/**
 * Chance that is the same on every machine: SplitMix64 of Steele, Lea and Flood, <a
 * href="https://doi.org/10.1145/2660193.2660195">Fast Splittable Pseudorandom Number Generators</a>, and normal numbers
 * by Marsaglia's polar method with {@link StrictMath}. The JDK's generators promise neither across versions.
 */
final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;
    private double spare;
    private boolean hasSpare;

    /** The generator of one stream of a seed; streams of one seed are independent of each other. */
    SeededRandom(long seed, long stream) {
        state = mix(mix(seed + GOLDEN_GAMMA) + stream * GOLDEN_GAMMA);
    }

    /** Uniform in {@code [0, 1)}. */
    double nextDouble() {
        state += GOLDEN_GAMMA;
        return (mix(state) >>> 11) * UNIT;
    }

    /** Uniform in {@code [low, high)}. */
    double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform in {@code 0 .. bound - 1}. */
    int below(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Whether something of this probability happens. */
    boolean happens(double probability) {
        return nextDouble() < probability;
    }

    /** Exponentially distributed with this mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - nextDouble());
    }

    /** Normally distributed with mean 0 and deviation 1. */
    double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = between(-1, 1);
            y = between(-1, 1);
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
