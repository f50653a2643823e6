package io.vigie.adapters.spark.rows;

/** Which readings of a chunk something holds for, such as that they are late: a bit each, in their order. */
public final class ReadingBits {

    private ReadingBits() {}

    public static byte[] of(int readings) {
        return new byte[(readings + 7) / 8];
    }

    public static void set(byte[] bits, int index) {
        bits[index / 8] |= (byte) (1 << (index % 8));
    }

    static boolean isSet(byte[] bits, int index) {
        return (bits[index / 8] & (1 << (index % 8))) != 0;
    }

    public static int count(byte[] bits) {
        int count = 0;
        for (byte eight : bits) {
            count += Integer.bitCount(eight & 0xFF);
        }
        return count;
    }
}
