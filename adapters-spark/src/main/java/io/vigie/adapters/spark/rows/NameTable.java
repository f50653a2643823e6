package io.vigie.adapters.spark.rows;

import io.vigie.application.decoding.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is kept of a device or a metric by the bytes of its name, so that no string is made for one that is known.
 *
 * @param <T> what is kept
 */
public final class NameTable<T> {

    private static final int SEED = 42;

    private final Function<Slice, T> newEntry;
    private final List<T> all = new ArrayList<>();
    private byte[][] names;
    private @Nullable T[] slots;

    /**
     * An empty one.
     *
     * @param room for about half so many before it has to grow; a power of two
     */
    public NameTable(int room, Function<Slice, T> newEntry) {
        this.newEntry = newEntry;
        names = new byte[room][];
        slots = newSlots(room);
    }

    /** All that is kept, in the order in which it was first asked for. */
    public List<T> all() {
        return all;
    }

    public T of(Slice name) {
        int slot = slotOf(name.buffer(), name.offset(), name.length());
        T known = slots[slot];
        if (known != null) {
            return known;
        }
        T added = newEntry.apply(name);
        put(slot, name, added);
        return added;
    }

    /** Takes what is known of a name that it has not yet. */
    void put(Slice name, T known) {
        put(slotOf(name.buffer(), name.offset(), name.length()), name, known);
    }

    private void put(int slot, Slice name, T added) {
        names[slot] = name.copy();
        slots[slot] = added;
        all.add(added);
        if (all.size() * 2 > slots.length) {
            grow();
        }
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
