package io.vigie.adapters.spark;

import io.vigie.application.decoding.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is kept of a device by the bytes of its name, so that no string is made for a device that is known.
 *
 * @param <T> what is kept
 */
final class DeviceTable<T> {

    private static final int SEED = 42;

    private final Function<String, T> newEntry;
    private final List<T> all = new ArrayList<>();
    private byte[][] names = new byte[1024][];
    private @Nullable T[] slots = newSlots(1024);

    DeviceTable(Function<String, T> newEntry) {
        this.newEntry = newEntry;
    }

    /** All that is kept, in the order of their devices' first readings. */
    List<T> all() {
        return all;
    }

    T of(Slice device) {
        int slot = slotOf(device.buffer(), device.offset(), device.length());
        T known = slots[slot];
        if (known != null) {
            return known;
        }
        T added = newEntry.apply(device.toString());
        names[slot] = device.copy();
        slots[slot] = added;
        all.add(added);
        if (all.size() * 2 > slots.length) {
            grow();
        }
        return added;
    }

    @SuppressWarnings("unchecked") // nobody else sees the array
    private static <T> @Nullable T[] newSlots(int size) {
        return (@Nullable T[]) new Object[size];
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
        @Nullable T[] oldSlots = slots;
        names = new byte[oldSlots.length * 2][];
        slots = newSlots(oldSlots.length * 2);
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != null) {
                int slot = slotOf(oldNames[i], 0, oldNames[i].length);
                names[slot] = oldNames[i];
                slots[slot] = oldSlots[i];
            }
        }
    }
}
