package io.vigie.application.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that an object has had so far, to find one that comes again. A few dozen are compared one by one, which
 * allocates nothing; from then on they are in a set, so that a message of many names takes no time that grows with their
 * square.
 */
final class Names {

    private static final int FEW = 64;

    private final List<Slice> names = new ArrayList<>();
    private final Set<String> many = new HashSet<>();
    private final int[] hashes = new int[FEW];
    private int size;

    void clear() {
        size = 0;
        if (!many.isEmpty()) {
            many.clear();
        }
    }

    int size() {
        return size;
    }

    Slice get(int index) {
        return names.get(index);
    }

    /** Where the name that comes next is to be set. */
    Slice next() {
        if (size == names.size()) {
            names.add(new Slice());
        }
        return names.get(size);
    }

    /** Takes the name that was set; false where it is one of those before. */
    boolean add() {
        Slice name = names.get(size);
        if (size < FEW) {
            int hash = hash(name);
            for (int i = 0; i < size; i++) {
                if (hashes[i] == hash && same(names.get(i), name)) {
                    return false;
                }
            }
            hashes[size] = hash;
        } else {
            if (size == FEW) {
                for (int i = 0; i < FEW; i++) {
                    many.add(names.get(i).toString());
                }
            }
            if (!many.add(name.toString())) {
                return false;
            }
        }
        size++;
        return true;
    }

    private static int hash(Slice name) {
        byte[] bytes = name.buffer();
        int end = name.offset() + name.length();
        int hash = 0;
        for (int i = name.offset(); i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private static boolean same(Slice first, Slice second) {
        return Arrays.equals(
                first.buffer(),
                first.offset(),
                first.offset() + first.length(),
                second.buffer(),
                second.offset(),
                second.offset() + second.length());
    }
}
