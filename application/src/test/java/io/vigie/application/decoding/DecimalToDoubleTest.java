package io.vigie.application.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalToDoubleTest {

    private static final int NUMBERS = 400_000;

    private int undecided;

    private void agrees(long digits, int power) {
        double found = DecimalToDouble.of(digits, power);
        if (Double.isNaN(found)) {
            undecided++;
            return;
        }
        String text = Long.toUnsignedString(digits) + "e" + power;
        assertThat(Double.doubleToRawLongBits(found))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Test
    void agreesWithJavaOnRandomDigitsAndDecidesNearlyAll() {
        Random random = new Random(1);
        for (int i = 0; i < NUMBERS; i++) {
            agrees(random.nextLong() >>> random.nextInt(64), random.nextInt(170) - 85);
        }
        assertThat(undecided).isPositive().isLessThan(NUMBERS / 15);
    }

    @Test
    void agreesWithJavaOnTheShortestTextOfRandomDoubles() {
        Random random = new Random(2);
        for (int i = 0; i < NUMBERS; i++) {
            BigDecimal decimal =
                    new BigDecimal(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10)));
            agrees(decimal.unscaledValue().abs().longValueExact(), -decimal.scale());
        }
        assertThat(undecided).isLessThan(10);
    }

    @Test
    void agreesWithJavaOnNumbersHalfwayBetweenTwoDoublesAndNextToThem() {
        Random random = new Random(3);
        for (int i = 0; i < NUMBERS; i++) {
            long mantissa = (1L << 52) | (random.nextLong() >>> 12);
            // One bit more than a double has, and up to ten more zeros: halfway, to the last digit.
            long halfway = ((mantissa << 1) | 1) << random.nextInt(11);
            agrees(halfway, 0);
            agrees(halfway - 1, 0);
            agrees(halfway + 1, 0);
            agrees(halfway / 10, 1);
            agrees(halfway, -random.nextInt(30));
        }
    }

    @Test
    void agreesWithJavaAtTheEdges() {
        for (long digits :
                new long[] {0, 1, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            for (int power = -400; power <= 400; power++) {
                agrees(digits, power);
            }
        }
    }

    @Test
    void leavesPowersBeyondItsTableUndecided() {
        assertThat(DecimalToDouble.of(1, 81)).isNaN();
        assertThat(DecimalToDouble.of(1, -81)).isNaN();
        assertThat(DecimalToDouble.of(0, -999_999)).isZero();
    }
}
