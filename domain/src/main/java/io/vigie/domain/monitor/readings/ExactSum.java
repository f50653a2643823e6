package io.vigie.domain.monitor.readings;

/**
 * The exact sum of doubles, of their squares or of products: a whole number in digits of 32 bits, the lowest of which is finer
 * than any double. Numbers may be taken out again. So the sum is that of the numbers in it, in whatever order they
 * came and went; only what is read from it is rounded, once.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">R. M. Neal, Fast exact summation using small and large
 *     superaccumulators</a>
 */
final class ExactSum {

    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = 0xFFFF_FFFFL;

    /** The bits of a sum below the point; a square has twice as many. The least double is {@code 2^-1074}. */
    private static final int FRACTION_BITS = 34 * DIGIT_BITS;

    /** The least double is {@code 2^-LEAST_EXPONENT}. */
    private static final int LEAST_EXPONENT = 1074;

    private static final int SIGNIFICAND_BITS = 52;

    private static final int PRODUCT_BITS = 11;

    /** What is added as a product counts so much less: divisors too large for an int may be split by it. */
    static final int PRODUCTS_IN_ONE = 1 << PRODUCT_BITS;

    /** A number takes three digits, and carries go into a fourth. */
    private static final int DIGITS_OF_A_NUMBER = 4;

    /** After so many numbers the carries must be settled, lest a digit overflow. */
    private static final int MOST_UNSETTLED = 1 << 29;

    private static final long[] NO_DIGITS = {};

    /** Each counts {@code 2^32} times as much as the one before; all but the last are not negative once settled. */
    private long[] digits = NO_DIGITS;

    /** The place of the first of {@link #digits}. */
    private int lowest;

    private int unsettled;

    void add(double number) {
        put(number, 1);
    }

    void remove(double number) {
        put(number, -1);
    }

    void addSquare(double number) {
        putSquare(number, 1);
    }

    void removeSquare(double number) {
        putSquare(number, -1);
    }

    /** Adds a number times a whole number that is not negative, in units of {@value #PRODUCTS_IN_ONE}. */
    void addProduct(double number, long times) {
        putProduct(number, times, 1);
    }

    void removeProduct(double number, long times) {
        putProduct(number, times, -1);
    }

    private void put(double number, int sign) {
        long significand = significand(number);
        if (significand != 0) {
            put(significand, FRACTION_BITS - LEAST_EXPONENT + shift(number), number < 0 ? -sign : sign);
        }
    }

    private void putSquare(double number, int sign) {
        long significand = significand(number);
        if (significand != 0) {
            int bit = 2 * (FRACTION_BITS - LEAST_EXPONENT + shift(number));
            put(significand * significand, bit, sign);
            put(Math.multiplyHigh(significand, significand), bit + Long.SIZE, sign);
        }
    }

    private void putProduct(double number, long times, int sign) {
        long significand = significand(number);
        if (significand != 0 && times != 0) {
            int bit = FRACTION_BITS - LEAST_EXPONENT - PRODUCT_BITS + shift(number);
            int signed = number < 0 ? -sign : sign;
            put(significand * times, bit, signed);
            put(Math.multiplyHigh(significand, times), bit + Long.SIZE, signed);
        }
    }

    /** The number without its sign as a whole number of {@code 2^(shift - 1074)}. */
    private static long significand(double number) {
        long bits = Double.doubleToRawLongBits(number);
        long fraction = bits & ((1L << SIGNIFICAND_BITS) - 1);
        return isNormal(number) ? fraction | (1L << SIGNIFICAND_BITS) : fraction;
    }

    private static int shift(double number) {
        return isNormal(number) ? Math.getExponent(number) - Double.MIN_EXPONENT : 0;
    }

    private static boolean isNormal(double number) {
        return Math.getExponent(number) >= Double.MIN_EXPONENT;
    }

    /** Adds an unsigned number at a bit. */
    private void put(long number, int bit, int sign) {
        int digit = bit / DIGIT_BITS;
        int shift = bit % DIGIT_BITS;
        reserve(digit, digit + DIGITS_OF_A_NUMBER);
        int place = digit - lowest;
        digits[place] += sign * ((number << shift) & DIGIT);
        digits[place + 1] += sign * ((number >>> (DIGIT_BITS - shift)) & DIGIT);
        digits[place + 2] += sign * (shift == 0 ? 0 : number >>> (Long.SIZE - shift));
        if (++unsettled == MOST_UNSETTLED) {
            settle();
        }
    }

    private void reserve(int from, int to) {
        if (digits.length == 0) {
            lowest = from;
            digits = new long[to - from];
        } else if (from < lowest || to > lowest + digits.length) {
            int newLowest = Math.min(from, lowest);
            int newEnd = Math.max(to, lowest + digits.length);
            long[] more = new long[newEnd - newLowest];
            System.arraycopy(digits, 0, more, lowest - newLowest, digits.length);
            lowest = newLowest;
            digits = more;
        }
    }

    private void settle() {
        long carry = 0;
        int last = digits.length - 1;
        for (int i = 0; i < last; i++) {
            long digit = digits[i] + carry;
            digits[i] = digit & DIGIT;
            carry = digit >> DIGIT_BITS;
        }
        if (last >= 0) {
            digits[last] += carry;
        }
        unsettled = 0;
    }

    /** The sum divided by a number from 1 to 2<sup>31</sup> - 1, rounded to the nearest double. */
    double dividedBy(int divisor) {
        settle();
        int top = digits.length - 1;
        boolean negative = top >= 0 && digits[top] < 0;
        int bottom = 0;
        while (bottom <= top && digits[bottom] == 0) {
            bottom++;
        }
        if (bottom > top) {
            return 0;
        }
        while (magnitude(top, bottom, negative) == 0) {
            top--;
        }
        // The first digit of the quotient may be zero; the second is not, and they all have 65 bits and more.
        long remainder = magnitude(top, bottom, negative);
        long first = remainder / divisor;
        remainder %= divisor;
        long high = 0;
        long low = 0;
        for (int i = 1; i <= 3; i++) {
            remainder = (remainder << DIGIT_BITS) | (top - i < bottom ? 0 : magnitude(top - i, bottom, negative));
            high = (high << DIGIT_BITS) | (low >>> DIGIT_BITS);
            low = (low << DIGIT_BITS) | (remainder / divisor);
            remainder %= divisor;
        }
        high |= first << DIGIT_BITS;
        boolean exact = remainder == 0 && top - 3 <= bottom;
        double rounded = rounded(high, low, exact, DIGIT_BITS * (lowest + top - 3) - FRACTION_BITS);
        return negative ? -rounded : rounded;
    }

    /** A digit of the settled sum without its sign. */
    private long magnitude(int place, int bottom, boolean negative) {
        if (!negative) {
            return digits[place];
        }
        // What is below the bottom is zero, and stays so.
        if (place <= bottom) {
            return place < bottom
                    ? 0
                    : place == digits.length - 1 ? -digits[place] : (1L << DIGIT_BITS) - digits[place];
        }
        return place == digits.length - 1 ? -digits[place] - 1 : DIGIT - digits[place];
    }

    /** The double nearest to {@code (high * 2^64 + low) * 2^exponent}, both unsigned; more where it is not exact. */
    private static double rounded(long high, long low, boolean exact, int exponent) {
        // The upper half is never zero, so this is less than 64.
        int zeros = Long.numberOfLeadingZeros(high);
        long leading = zeros == 0 ? high : (high << zeros) | (low >>> (Long.SIZE - zeros));
        boolean rest = !exact || low << zeros != 0;
        // Converting rounds to the nearest; the lowest bit says that there was more.
        long sticky = (leading >>> 1) | (leading & 1) | (rest ? 1 : 0);
        int scale = exponent + Long.SIZE - zeros + 1;
        int below = -LEAST_EXPONENT - scale;
        return below > Long.SIZE - 1 - (SIGNIFICAND_BITS + 1)
                ? roundedToLeast(sticky, below)
                : Math.scalb((double) sticky, scale);
    }

    /** The least doubles have fewer bits than others: so many of the number's bits are below them, and rounded away. */
    private static double roundedToLeast(long number, int below) {
        if (below >= Long.SIZE) {
            return 0;
        }
        long whole = number >>> below;
        int half = Long.compareUnsigned(number << (Long.SIZE - below), Long.MIN_VALUE);
        boolean isUp = half > 0 || (half == 0 && (whole & 1) == 1);
        return Math.scalb((double) (isUp ? whole + 1 : whole), -LEAST_EXPONENT);
    }

    /**
     * The sample standard deviation of numbers, to within two units in its last place; 0 if and only if they are all
     * equal.
     *
     * @param sum their sum
     * @param squares the sum of their squares
     * @param count how many they are, 2 to 2<sup>31</sup> - 1
     */
    static double deviation(ExactSum sum, ExactSum squares, int count) {
        // The numerator, count * squares - sum * sum, digit by digit from the lowest: it is never negative.
        sum.settle();
        squares.settle();
        int length = sum.digits.length;
        boolean negative = length > 0 && sum.digits[length - 1] < 0;
        int bottom = 0;
        while (bottom < length && sum.digits[bottom] == 0) {
            bottom++;
        }
        int from = Math.min(squares.lowest, 2 * sum.lowest);
        int to = Math.max(squares.lowest + squares.digits.length, 2 * (sum.lowest + length)) + 1;
        long carry = 0;
        long below = 0;
        long belowThat = 0;
        double leading = 0;
        int leadingPlace = 0;
        for (int place = from; place < to; place++) {
            long low = carry;
            long high = 0;
            int inSquares = place - squares.lowest;
            if (inSquares >= 0 && inSquares < squares.digits.length) {
                low += squares.digits[inSquares] * count;
            }
            int both = place - 2 * sum.lowest;
            for (int i = Math.max(bottom, both - length + 1); i < length && i <= both - bottom; i++) {
                long product = sum.magnitude(i, bottom, negative) * sum.magnitude(both - i, bottom, negative);
                low -= product & DIGIT;
                high -= product >>> DIGIT_BITS;
            }
            long digit = low & DIGIT;
            carry = (low >> DIGIT_BITS) + high;
            if (digit != 0) {
                leading = (digit * 0x1p32 + below) * 0x1p32 + belowThat;
                leadingPlace = place - 2;
            }
            belowThat = below;
            below = digit;
        }
        double variance = leading / ((double) count * (count - 1));
        return Math.scalb(Math.sqrt(variance), leadingPlace * DIGIT_BITS / 2 - FRACTION_BITS);
    }
}
