package io.vigie.bootstrap.faults;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes as lines, which need not be text. */
final class Bytes {

    private Bytes() {}

    /** The lines, without their line feeds. */
    static List<byte[]> lines(byte[] all) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(Arrays.copyOfRange(all, from, i));
                from = i + 1;
            }
        }
        if (from < all.length) {
            lines.add(Arrays.copyOfRange(all, from, all.length));
        }
        return lines;
    }

    /** The lines, each with a line feed. */
    static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            all.writeBytes(line);
            all.write('\n');
        }
        return all.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Whether these bytes are in those, one after the other. */
    static boolean contains(byte[] all, byte[] wanted) {
        for (int from = 0; from <= all.length - wanted.length; from++) {
            if (Arrays.equals(all, from, from + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
