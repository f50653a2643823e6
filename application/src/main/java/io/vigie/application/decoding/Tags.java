package io.vigie.application.decoding;

import java.util.ArrayList;
import java.util.List;

/** The tags of a reading as slices, used again for the next one. */
public final class Tags {

    private final List<Slice> names = new ArrayList<>();
    private final List<Slice> values = new ArrayList<>();
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The name of one. */
    public Slice name(int index) {
        return names.get(index);
    }

    /** The value of one. */
    public Slice value(int index) {
        return values.get(index);
    }

    /** How many bytes names and values have. */
    int bytes() {
        int bytes = 0;
        for (int i = 0; i < size; i++) {
            bytes += names.get(i).length() + values.get(i).length();
        }
        return bytes;
    }

    /** Adds one and returns its index; set its name and value next. */
    public int add() {
        if (size == names.size()) {
            names.add(new Slice());
            values.add(new Slice());
        }
        return size++;
    }

    /** Forgets those after the first so many. */
    public void keep(int first) {
        size = Math.min(size, first);
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }
}
