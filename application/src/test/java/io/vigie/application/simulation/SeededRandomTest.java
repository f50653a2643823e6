package io.vigie.application.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeededRandomTest {

    private static final int MANY = 200_000;

    @Test
    void gaussianNumbersHaveMeanZeroAndDeviationOne() {
        SeededRandom random = new SeededRandom(1, 1);
        double sum = 0;
        double squares = 0;
        int beyondTwo = 0;
        for (int i = 0; i < MANY; i++) {
            double number = random.gaussian();
            sum += number;
            squares += number * number;
            beyondTwo += Math.abs(number) > 2 ? 1 : 0;
        }
        assertThat(sum / MANY).isBetween(-0.01, 0.01);
        assertThat(squares / MANY).isBetween(0.98, 1.02);
        assertThat((double) beyondTwo / MANY).isBetween(0.0435, 0.0475);
    }

    @Test
    void uniformNumbersFillTheirRangeEvenly() {
        SeededRandom random = new SeededRandom(2, 1);
        int[] counts = new int[10];
        for (int i = 0; i < MANY; i++) {
            counts[random.below(10)]++;
        }
        for (int count : counts) {
            assertThat((double) count / MANY).isBetween(0.095, 0.105);
        }
    }

    @Test
    void exponentialNumbersHaveTheirMean() {
        SeededRandom random = new SeededRandom(3, 1);
        double sum = 0;
        for (int i = 0; i < MANY; i++) {
            sum += random.exponential(5);
        }
        assertThat(sum / MANY).isBetween(4.9, 5.1);
    }

    @Test
    void streamsOfOneSeedDiffer() {
        assertThat(new SeededRandom(7, 1).nextDouble()).isNotEqualTo(new SeededRandom(7, 2).nextDouble());
        assertThat(new SeededRandom(7, 1).nextDouble()).isEqualTo(new SeededRandom(7, 1).nextDouble());
    }
}
