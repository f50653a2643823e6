package io.vigie.application.decoding;

import java.util.Arrays;

/** Collects fields that a reading has no place for into a JSON object, names and values byte for byte as they came. */
final class RescuedFields {

    private byte[] text = new byte[256];
    private int size;

    /** Forgets all fields. */
    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds the field that the scanner has just read. */
    void add(JsonScanner scanner, ScannedValue value) {
        byte[] bytes = scanner.bytes();
        int nameLength = scanner.nameTo() - scanner.nameFrom() + 2;
        int valueLength = value.writtenTo() - value.writtenFrom();
        begin(nameLength + valueLength);
        append(bytes, scanner.nameFrom() - 1, nameLength);
        text[size++] = ':';
        append(bytes, value.writtenFrom(), valueLength);
    }

    /** Adds a field whose value is the object of others, where there are any. */
    void add(byte[] name, RescuedFields others) {
        if (others.isEmpty()) {
            return;
        }
        begin(name.length + 2 + others.size);
        text[size++] = '"';
        append(name, 0, name.length);
        text[size++] = '"';
        text[size++] = ':';
        append(others.text, 0, others.size);
        text[size++] = '}';
    }

    /** Points at the object; leaves the slice absent where there is no field. */
    void into(Slice slice) {
        if (size > 0) {
            text[size] = '}';
            slice.set(text, 0, size + 1);
        }
    }

    /** Makes room for this much, a colon, and the braces of this object and one within. */
    private void begin(int length) {
        if (size + length + 4 > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, size + length + 4));
        }
        text[size] = (byte) (size == 0 ? '{' : ',');
        size++;
    }

    private void append(byte[] bytes, int from, int length) {
        System.arraycopy(bytes, from, text, size, length);
        size += length;
    }
}
