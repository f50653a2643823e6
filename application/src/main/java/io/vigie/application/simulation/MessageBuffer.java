package io.vigie.application.simulation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** The bytes of the message being written: numbers and times without a string in between. */
final class MessageBuffer {

    private static final long MILLISECONDS_A_DAY = 86_400_000;

    private byte[] bytes = new byte[512];
    private int length;
    private long cachedDay = Long.MIN_VALUE;
    private byte[] cachedDate = new byte[0];

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
    }

    void bytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    /** A text whose characters are one byte each. */
    @SuppressWarnings("deprecation") // The very method for it: the low byte of each character, and no array in between.
    void latin1(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    /** A number of thousandths, with all three decimals. */
    void thousandths(long value) {
        ensure(24);
        long rest = Math.abs(value);
        if (value < 0) {
            bytes[length++] = '-';
        }
        digits(rest / 1000);
        bytes[length++] = '.';
        padded(rest % 1000, 3);
    }

    /** A time as ISO-8601 has it, in UTC with milliseconds, such as {@code 2026-01-01T00:00:00.010Z}. */
    void time(long epochMilliseconds) {
        long day = Math.floorDiv(epochMilliseconds, MILLISECONDS_A_DAY);
        if (day != cachedDay) {
            cachedDay = day;
            cachedDate = (LocalDate.ofEpochDay(day) + "T").getBytes(StandardCharsets.US_ASCII);
        }
        int ofDay = (int) (epochMilliseconds - day * MILLISECONDS_A_DAY);
        bytes(cachedDate);
        ensure(13);
        padded(ofDay / 3_600_000, 2);
        bytes[length++] = ':';
        padded(ofDay / 60_000 % 60, 2);
        bytes[length++] = ':';
        padded(ofDay / 1000 % 60, 2);
        bytes[length++] = '.';
        padded(ofDay % 1000, 3);
        bytes[length++] = 'Z';
    }

    private void digits(long value) {
        int count = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            count++;
        }
        padded(value, count);
    }

    private void padded(long value, int count) {
        long rest = value;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
