package io.vigie.domain.encoding;

import io.vigie.domain.reading.Microseconds;

/** A time as its distance from another, which is short where they are near; zero is no time at all. */
public final class EncodedTime {

    private EncodedTime() {}

    public static void write(ByteWriter out, long time, long origin) {
        long distance = time - origin;
        out.writeLong(time == Microseconds.NONE ? 0 : distance < 0 ? distance : distance + 1);
    }

    public static long read(ByteReader in, long origin) {
        long written = in.readLong();
        if (written == 0) {
            return Microseconds.NONE;
        }
        return origin + (written < 0 ? written : written - 1);
    }
}
