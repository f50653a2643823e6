package io.vigie.domain.monitor.readings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SortedValuesTest {

    /** A window slides over a series and grows and shrinks; each rank is asked for every so often. */
    private static void assertKeepsTheirOrder(int most, int steps, IntToDoubleFunction series) {
        Random random = new Random(1);
        SortedValues sorted = new SortedValues();
        Deque<Double> window = new ArrayDeque<>();
        for (int i = 0; i < steps; i++) {
            double value = series.applyAsDouble(i);
            sorted.add(value);
            window.add(value);
            int size = i / (2 * most) % 2 == 0 ? most : 1 + most / 20;
            while (window.size() > size) {
                sorted.remove(window.remove());
            }
            if (random.nextInt(most) < 5) {
                List<Double> expected = window.stream().sorted().toList();
                for (int rank = 0; rank < expected.size(); rank++) {
                    assertThat(sorted.at(rank)).isEqualTo(expected.get(rank));
                }
            }
        }
    }

    @Test
    void ofAFew() {
        Random random = new Random(2);
        assertKeepsTheirOrder(20, 2_000, i -> random.nextInt(15));
    }

    @Test
    void ofMany() {
        Random random = new Random(3);
        assertKeepsTheirOrder(3_000, 20_000, i -> random.nextGaussian());
    }

    @Test
    void ofManyThatAreTheSame() {
        Random random = new Random(4);
        assertKeepsTheirOrder(3_000, 20_000, i -> random.nextInt(3));
    }

    @Test
    void ofManyThatRiseOrFall() {
        assertKeepsTheirOrder(2_000, 10_000, i -> i);
        assertKeepsTheirOrder(2_000, 10_000, i -> -i);
    }
}
