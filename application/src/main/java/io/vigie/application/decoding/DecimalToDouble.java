package io.vigie.application.decoding;

import java.math.BigInteger;

/**
 * Turns decimal numbers into the nearest double, correct to the last bit, without allocating.
 *
 * <p>Small numbers go Clinger's way: one exact double times or over an exact power of ten. The others go Eisel and
 * Lemire's: the decimal digits times a 128-bit power of ten, as told in D. Lemire, <a
 * href="https://arxiv.org/abs/2101.11408">Number Parsing at a Gigabyte per Second</a> (2021). Where 128 bits cannot
 * tell which double is nearest, or the power is beyond those held here, the caller is told so.
 */
final class DecimalToDouble {

    /** What {@link #of} answers where it cannot tell; no decimal number is that. */
    static final double UNDECIDED = Double.NaN;

    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MAX_EXACT_POWER = 22;
    private static final long MAX_EXACT_INTEGER = 1L << 53;

    /** Sensors' numbers lie well within; with at most 20 digits before them, none of these is near a subnormal. */
    private static final int MAX_POWER = 80;

    /** The first 64 and the next 64 bits of 10 to each power from -80 to 80, cut off. */
    private static final long[] HIGH_BITS = new long[2 * MAX_POWER + 1];

    private static final long[] LOW_BITS = new long[2 * MAX_POWER + 1];

    static {
        for (int power = -MAX_POWER; power <= MAX_POWER; power++) {
            BigInteger bits;
            if (power >= 0) {
                BigInteger exact = BigInteger.TEN.pow(power);
                bits = exact.shiftLeft(Math.max(0, 128 - exact.bitLength()))
                        .shiftRight(Math.max(0, exact.bitLength() - 128));
            } else {
                BigInteger quotient = BigInteger.ONE.shiftLeft(1024).divide(BigInteger.TEN.pow(-power));
                bits = quotient.shiftRight(quotient.bitLength() - 128);
            }
            HIGH_BITS[power + MAX_POWER] = bits.shiftRight(64).longValue();
            LOW_BITS[power + MAX_POWER] = bits.longValue();
        }
    }

    private DecimalToDouble() {}

    /**
     * The double nearest to digits times 10 to a power.
     *
     * @param digits the number's digits as an unsigned integer
     * @return the double, not negative, or {@link #UNDECIDED}
     */
    static double of(long digits, int power) {
        if (digits >= 0 && digits <= MAX_EXACT_INTEGER && power >= -MAX_EXACT_POWER && power <= MAX_EXACT_POWER) {
            return power < 0 ? digits / EXACT_POWERS[-power] : digits * EXACT_POWERS[power];
        }
        if (digits == 0) {
            return 0;
        }
        if (power < -MAX_POWER || power > MAX_POWER) {
            return UNDECIDED;
        }
        return nearest(digits, power);
    }

    private static double nearest(long digits, int power) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long factor = digits << zeros;
        long powerBits = HIGH_BITS[power + MAX_POWER];
        long high = unsignedMultiplyHigh(factor, powerBits);
        long low = factor * powerBits;
        // The power is cut off, so that the product is short of the true one by less than the factor. Only where adding
        // it could carry into the bits that are kept do the power's further bits matter.
        if ((high & 0x1FF) == 0x1FF && Long.compareUnsigned(low + factor, factor) < 0) {
            long furtherBits = LOW_BITS[power + MAX_POWER];
            long furtherHigh = unsignedMultiplyHigh(factor, furtherBits);
            long furtherLow = factor * furtherBits;
            long sum = low + furtherHigh;
            if (Long.compareUnsigned(sum, low) < 0) {
                high++;
            }
            low = sum;
            if ((high & 0x1FF) == 0x1FF && low == -1 && Long.compareUnsigned(furtherLow + factor, factor) < 0) {
                return UNDECIDED;
            }
        }
        int top = (int) (high >>> 63);
        long mantissa = high >>> (top + 9);
        // 54 bits, the last of which decides the rounding; a tie, as far as can be seen, is not decided here.
        if (low == 0 && (high & 0x1FF) == 0 && (mantissa & 3) == 1) {
            return UNDECIDED;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        // floor(power * log2(10)) by a multiplication that is exact over these powers, and the bias of the exponent.
        long exponent = ((217_706L * power) >> 16) + 64 + 1_023 - zeros - (1 - top);
        if (mantissa >>> 53 != 0) {
            mantissa >>>= 1;
            exponent++;
        }
        return Double.longBitsToDouble((exponent << 52) | (mantissa & ((1L << 52) - 1)));
    }

    private static long unsignedMultiplyHigh(long first, long second) {
        return Math.multiplyHigh(first, second) + ((first >> 63) & second) + ((second >> 63) & first);
    }
}
