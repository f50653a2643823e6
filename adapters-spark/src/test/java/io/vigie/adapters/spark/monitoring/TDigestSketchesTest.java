package io.vigie.adapters.spark.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TDigestSketchesTest {

    private static final int BLOCK = 256;

    private final TDigestSketches sketches = new TDigestSketches();

    private static double[] values(int count, long seed) {
        return new Random(seed)
                .doubles(count)
                .map(value -> value * value * 1_000)
                .toArray();
    }

    private byte[] sketch(double[] values) {
        byte[] sketch = {};
        for (int from = 0; from < values.length; from += BLOCK) {
            double[] block = Arrays.copyOfRange(values, from, Math.min(values.length, from + BLOCK));
            sketch = sketches.add(sketch, block, block.length);
        }
        return sketch;
    }

    /** By how large a share of all values the rank of what is found is off. */
    private double error(byte[] sketch, double[] values, double percent) {
        double found = sketches.percentile(sketch, percent);
        double below = Arrays.stream(values).filter(value -> value < found).count();
        return Math.abs(below / values.length - percent / 100);
    }

    @Test
    void areAsExactAsIsSaid() {
        for (int count : new int[] {1_000, 100_000}) {
            double[] values = values(count, 1);
            byte[] sketch = sketch(values);
            assertThat(error(sketch, values, 50)).isLessThan(0.005);
            assertThat(error(sketch, values, 90)).isLessThan(0.002);
            assertThat(error(sketch, values, 99)).isLessThan(0.001);
            assertThat(error(sketch, values, 99.9)).isLessThan(0.0005 + 1.0 / count);
            assertThat(sketch.length).isLessThan(4_096);
        }
    }

    @Test
    void ofTheSameValuesAreTheSameBytes() {
        double[] values = values(10_000, 2);
        assertThat(sketch(values)).isEqualTo(sketch(values));
        byte[] other = sketch(values(5_000, 3));
        assertThat(sketches.merge(sketch(values), other)).isEqualTo(sketches.merge(sketch(values), other));
    }

    @Test
    void thatAreMergedHaveThePercentilesOfAll() {
        double[] one = values(20_000, 4);
        double[] other =
                Arrays.stream(values(10_000, 5)).map(value -> value + 500).toArray();
        double[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        byte[] merged = sketches.merge(sketch(one), sketch(other));
        for (double percent : new double[] {5, 25, 50, 75, 95, 99}) {
            assertThat(error(merged, all, percent)).as("p%s", percent).isLessThan(0.006);
        }
        assertThat(sketches.merge(new byte[0], merged)).isEqualTo(merged);
        assertThat(sketches.merge(merged, new byte[0])).isEqualTo(merged);
    }

    @Test
    void stayAsTheyAreWhenValuesAreAddedToThem() {
        byte[] sketch = sketch(values(1_000, 6));
        byte[] before = sketch.clone();
        sketches.add(sketch, new double[] {1, 2, 3}, 3);
        assertThat(sketch).isEqualTo(before);
    }
}
