package io.vigie.domain.monitor.readings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against decimal numbers of any length. */
class ExactSumTest {

    private static ExactSum sumOf(double... numbers) {
        ExactSum sum = new ExactSum();
        DoubleStream.of(numbers).forEach(sum::add);
        return sum;
    }

    private static ExactSum squaresOf(double... numbers) {
        ExactSum squares = new ExactSum();
        DoubleStream.of(numbers).forEach(squares::addSquare);
        return squares;
    }

    private static double deviationOf(double... numbers) {
        return ExactSum.deviation(sumOf(numbers), squaresOf(numbers), numbers.length);
    }

    private static BigDecimal exact(Iterable<Double> numbers) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double number : numbers) {
            sum = sum.add(new BigDecimal(number));
        }
        return sum;
    }

    private static double exactDeviation(Deque<Double> numbers) {
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        BigDecimal squares = BigDecimal.ZERO;
        for (double number : numbers) {
            squares = squares.add(new BigDecimal(number).pow(2));
        }
        BigDecimal numerator = count.multiply(squares).subtract(exact(numbers).pow(2));
        MathContext digits = new MathContext(40);
        return numerator
                .divide(count.multiply(count.subtract(BigDecimal.ONE)), digits)
                .sqrt(digits)
                .doubleValue();
    }

    /** A window slides over random numbers; at each step all results are those of the numbers in it. */
    private static void assertSlides(int size, int steps, DoubleSupplier numbers) {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        Deque<Double> window = new ArrayDeque<>();
        for (int i = 0; i < steps; i++) {
            double number = numbers.getAsDouble();
            window.add(number);
            sum.add(number);
            squares.addSquare(number);
            if (window.size() > size) {
                double gone = window.remove();
                sum.remove(gone);
                squares.removeSquare(gone);
            }
            BigDecimal exact = exact(window);
            assertThat(sum.dividedBy(1)).isEqualTo(exact.doubleValue() + 0.0);
            assertThat(sum.dividedBy(window.size()))
                    .isEqualTo(exact.divide(BigDecimal.valueOf(window.size()), new MathContext(800))
                                    .doubleValue()
                            + 0.0);
            if (window.size() > 1) {
                double deviation = exactDeviation(window);
                assertThat(ExactSum.deviation(sum, squares, window.size()))
                        .isEqualTo(deviation, within(2 * Math.ulp(deviation)));
            }
        }
    }

    @Test
    void quotientsAmongTheLeastNumbersAreRoundedOnce() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double number =
                    Double.longBitsToDouble(random.nextLong() >>> (2 + random.nextInt(61)) & 0x007F_FFFF_FFFF_FFFFL);
            int divisor = 1 + random.nextInt(1 << (1 + random.nextInt(30)));
            double expected = new BigDecimal(number)
                    .divide(BigDecimal.valueOf(divisor), new MathContext(1_200))
                    .doubleValue();
            assertThat(sumOf(number).dividedBy(divisor)).isEqualTo(expected);
            assertThat(sumOf(-number).dividedBy(divisor)).isEqualTo(-expected + 0.0);
        }
        assertThat(sumOf(Double.MIN_VALUE).dividedBy(2)).isZero();
        assertThat(sumOf(3 * Double.MIN_VALUE).dividedBy(2)).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(sumOf(5 * Double.MIN_VALUE).dividedBy(2)).isEqualTo(2 * Double.MIN_VALUE);
    }

    @Test
    void aSumOfProductsIsRoundedOnce() {
        Random random = new Random(9);
        ExactSum sum = new ExactSum();
        BigDecimal exact = BigDecimal.ZERO;
        Deque<Double> numbers = new ArrayDeque<>();
        Deque<Long> times = new ArrayDeque<>();
        for (int i = 0; i < 3_000; i++) {
            double number = random.nextGaussian() * Math.scalb(1.0, random.nextInt(80) - 40);
            long factor = random.nextLong() >>> (1 + random.nextInt(63));
            numbers.add(number);
            times.add(factor);
            sum.addProduct(number, factor);
            exact = exact.add(new BigDecimal(number).multiply(BigDecimal.valueOf(factor)));
            if (i >= 20) {
                double gone = numbers.remove();
                long goneFactor = times.remove();
                sum.removeProduct(gone, goneFactor);
                exact = exact.subtract(new BigDecimal(gone).multiply(BigDecimal.valueOf(goneFactor)));
            }
            assertThat(sum.dividedBy(7))
                    .isEqualTo(exact.divide(BigDecimal.valueOf(7L * ExactSum.PRODUCTS_IN_ONE), new MathContext(300))
                                    .doubleValue()
                            + 0.0);
        }
    }

    @Test
    void productsOfTheLeastAndGreatestNumbersAreInIt() {
        ExactSum sum = new ExactSum();
        sum.addProduct(Double.MIN_VALUE, ExactSum.PRODUCTS_IN_ONE);
        assertThat(sum.dividedBy(1)).isEqualTo(Double.MIN_VALUE);
        sum.addProduct(Double.MAX_VALUE, Long.MAX_VALUE);
        assertThat(sum.dividedBy(1)).isInfinite();
        sum.removeProduct(Double.MAX_VALUE, Long.MAX_VALUE);
        assertThat(sum.dividedBy(1)).isEqualTo(Double.MIN_VALUE);
        sum.addProduct(3, 0);
        assertThat(sum.dividedBy(1)).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void aSumOfTelemetryIsRoundedOnce() {
        Random random = new Random(1);
        assertSlides(20, 500, () -> Math.rint(random.nextGaussian() * 1_000) / 10);
    }

    @Test
    void soIsOneOfNumbersOfAllSizes() {
        Random random = new Random(2);
        assertSlides(7, 300, () -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(600) - 300));
    }

    @Test
    void soIsOneOfNumbersThatAreNearlyTheSame() {
        Random random = new Random(3);
        assertSlides(12, 500, () -> 1e9 + random.nextInt(4) * 1e-6);
    }

    @Test
    void whatGoesLeavesNothingBehind() {
        ExactSum sum = sumOf(0.1, 1e300, -1e300, 0.2, Double.MIN_VALUE);
        sum.remove(1e300);
        sum.remove(-1e300);
        sum.remove(Double.MIN_VALUE);
        sum.remove(0.2);
        assertThat(sum.dividedBy(1)).isEqualTo(0.1);
        sum.remove(0.1);
        assertThat(sum.dividedBy(1)).isZero();
    }

    @Test
    void nothingIsZero() {
        assertThat(new ExactSum().dividedBy(3)).isZero();
        assertThat(sumOf(0.0, -0.0).dividedBy(2)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 49, 1_000_003, Integer.MAX_VALUE})
    void isDividedByAnyCount(int count) {
        Random random = new Random(count);
        for (int i = 0; i < 200; i++) {
            double number = Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
            double tiny = number * 1e-40;
            BigDecimal exact = new BigDecimal(number).add(new BigDecimal(tiny));
            assertThat(sumOf(number, tiny).dividedBy(count))
                    .isEqualTo(exact.divide(BigDecimal.valueOf(count), new MathContext(300))
                            .doubleValue());
        }
    }

    @Test
    void ofTwoNearestTheEvenOneIsTaken() {
        double half = Math.ulp(1.0) / 2;
        assertThat(sumOf(1, half).dividedBy(1)).isEqualTo(1);
        assertThat(sumOf(1, half, Double.MIN_VALUE).dividedBy(1)).isEqualTo(Math.nextUp(1.0));
        assertThat(sumOf(Math.nextUp(1.0), half).dividedBy(1)).isEqualTo(1 + 2 * Math.ulp(1.0));
        assertThat(sumOf(-1, -half, -Double.MIN_VALUE).dividedBy(1)).isEqualTo(-Math.nextUp(1.0));
    }

    @Test
    void aMeanIsFiniteThoughTheSumIsNot() {
        double most = Double.MAX_VALUE;
        assertThat(sumOf(most, most, most).dividedBy(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sumOf(most, most, most).dividedBy(3)).isEqualTo(most);
        assertThat(sumOf(-most, -most, -most).dividedBy(3)).isEqualTo(-most);
        assertThat(deviationOf(most, most, -most, -most)).isEqualTo(most * (2 / Math.sqrt(3)), within(1e295));
    }

    @ParameterizedTest
    @ValueSource(doubles = {62.1, -0.3, Double.MIN_NORMAL / 4, Double.MIN_VALUE, Double.MAX_VALUE, 1.0 / 3})
    void equalNumbersHaveThatMeanAndNoDeviation(double number) {
        double[] numbers = new double[49];
        Arrays.fill(numbers, number);
        assertThat(sumOf(numbers).dividedBy(49)).isEqualTo(number);
        assertThat(deviationOf(numbers)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1e-3, 1, 1e100, 1e300})
    void aDeviationMayBeOfAnySize(double unit) {
        assertThat(deviationOf(2 * unit, 4 * unit, 6 * unit) / unit).isEqualTo(2, within(1e-15));
        assertThat(deviationOf(-2 * unit, 0, 2 * unit) / unit).isEqualTo(2, within(1e-15));
    }

    @Test
    void manyNumbersWithoutASingleQuestionAreCountedRight() {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 1_000_000; i++) {
            sum.add(i % 2 == 0 ? 0.125 : -0.375);
        }
        assertThat(sum.dividedBy(1_000_000)).isEqualTo(-0.125);
    }
}
