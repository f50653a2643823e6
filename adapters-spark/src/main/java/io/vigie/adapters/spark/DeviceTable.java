package io.vigie.adapters.spark;

import io.vigie.application.decoding.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/** Finds a device's writer by the bytes of its name, so that no string is made for a device that is known. */
final class DeviceTable {

    private static final int SEED = 42;

    private final Function<String, ReadingChunkWriter> newWriter;
    private final List<ReadingChunkWriter> writers = new ArrayList<>();
    private byte[][] names = new byte[1024][];
    private @Nullable ReadingChunkWriter[] slots = new ReadingChunkWriter[1024];

    DeviceTable(Function<String, ReadingChunkWriter> newWriter) {
        this.newWriter = newWriter;
    }

    /** All writers, in the order of their devices' first readings. */
    List<ReadingChunkWriter> writers() {
        return writers;
    }

    ReadingChunkWriter of(Slice device) {
        int slot = slotOf(device.buffer(), device.offset(), device.length());
        ReadingChunkWriter known = slots[slot];
        if (known != null) {
            return known;
        }
        ReadingChunkWriter added = newWriter.apply(device.toString());
        names[slot] = device.copy();
        slots[slot] = added;
        writers.add(added);
        if (writers.size() * 2 > slots.length) {
            grow();
        }
        return added;
    }

    private int slotOf(byte[] buffer, int offset, int length) {
        int hash = Murmur3_x86_32.hashUnsafeBytes(buffer, (long) Platform.BYTE_ARRAY_OFFSET + offset, length, SEED);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != null
                && !Arrays.equals(names[slot], 0, names[slot].length, buffer, offset, offset + length)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        byte[][] oldNames = names;
        @Nullable ReadingChunkWriter[] oldSlots = slots;
        names = new byte[oldSlots.length * 2][];
        slots = new ReadingChunkWriter[oldSlots.length * 2];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != null) {
                int slot = slotOf(oldNames[i], 0, oldNames[i].length);
                names[slot] = oldNames[i];
                slots[slot] = oldSlots[i];
            }
        }
    }
}
