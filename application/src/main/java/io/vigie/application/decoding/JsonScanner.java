package io.vigie.application.decoding;

import io.vigie.application.decoding.ScannedValue.Kind;
import io.vigie.domain.reading.Defect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one JSON text, strictly as <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a> has it, from UTF-8
 * bytes. It hands out positions, never objects: reading a good message allocates nothing.
 *
 * <p>Used like so: {@link #start}, {@link #enterObject}, then while {@link #nextName} a value is read with {@link
 * #value} or entered, at last {@link #finish}. Whatever is not JSON, or beyond the limits, ends in a {@link MessageRejected}.
 * Nothing recurses.
 *
 * <p>Beyond JSON: a byte order mark at the very start is skipped, and the words {@code NaN}, {@code Infinity} and
 * {@code -Infinity} are told apart where a caller asks for it. Short of JSON, as the RFC lets a reader be: escapes that
 * are half of a surrogate pair are refused, since no UTF-8 can hold them.
 */
final class JsonScanner {

    private static final int MAX_DIGITS = 19;
    private static final int MAX_EXPONENT = 100_000_000;

    private final DecodingLimits limits;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int position;
    private int depth;
    private boolean afterValue;

    private int nameFrom;
    private int nameTo;
    private boolean nameEscaped;

    private boolean textEscaped;

    private int numberFrom;
    private int numberTo;
    private boolean negative;
    private long digits;
    private int power;
    private boolean exact;

    /** For each open container of a value that is skipped, whether it is an object. */
    private boolean[] objects = new boolean[16];

    private final ScannedValue skipped = new ScannedValue();
    private final Unescaping unescaping = new Unescaping();

    JsonScanner(DecodingLimits limits) {
        this.limits = limits;
    }

    /** Begins a message, which is not empty: at the first character of its value. */
    void start(byte[] buffer, int offset, int length) {
        if (length > limits.maxBytes()) {
            throw new MessageRejected(
                    new Defect.TooLarge("the message has " + length + " bytes, more than " + limits.maxBytes()));
        }
        bytes = buffer;
        start = offset;
        end = offset + length;
        position = offset;
        depth = 0;
        unescaping.clear();
        if (length >= 3
                && buffer[offset] == (byte) 0xEF
                && buffer[offset + 1] == (byte) 0xBB
                && buffer[offset + 2] == (byte) 0xBF) {
            position += 3;
        }
        skipWhitespace();
        if (position == end) {
            throw malformed(start, "empty message");
        }
        if (bytes[position] == 'n') {
            word("null");
            finish();
            throw malformed(start, "empty message");
        }
    }

    /** Ends the message: nothing but whitespace may be left. */
    void finish() {
        skipWhitespace();
        if (position != end) {
            throw malformed(position, "the message goes on after its end with " + described(position) + ",");
        }
    }

    /** Begins again what was read to its end, at the value's first character. */
    void restart() {
        start(bytes, start, end - start);
    }

    /** The first byte of the value that comes next. */
    byte peek() {
        if (position == end) {
            throw cut();
        }
        return bytes[position];
    }

    /** The bytes that positions are in. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the scanner is. */
    int position() {
        return position;
    }

    /** Enters an object; its names come next. */
    void enterObject() {
        enter('{', "an object");
    }

    /** Enters an array; its items come next. */
    void enterArray() {
        enter('[', "an array");
    }

    private void enter(char opening, String noun) {
        if (peek() != opening) {
            throw malformed(position, "found " + described(position) + " where " + noun + " should begin");
        }
        position++;
        if (++depth > limits.maxDepth()) {
            throw tooDeep();
        }
        afterValue = false;
    }

    /** Goes on to the next field of the object: its value comes next. False where the object ends instead. */
    boolean nextName() {
        skipWhitespace();
        byte character = peek();
        if (character == '}') {
            return leave();
        }
        if (afterValue) {
            if (character != ',') {
                throw malformed(position, "found " + described(position) + " where a comma or } should be");
            }
            position++;
            skipWhitespace();
            character = peek();
        }
        if (character != '"') {
            throw malformed(position, "found " + described(position) + " where a field's name should be");
        }
        nameFrom = position + 1;
        text();
        nameTo = position - 1;
        nameEscaped = textEscaped;
        skipWhitespace();
        if (peek() != ':') {
            throw malformed(position, "found " + described(position) + " where a colon should be");
        }
        position++;
        skipWhitespace();
        afterValue = true;
        return true;
    }

    /** Goes on to the next item of the array: it comes next. False where the array ends instead. */
    boolean nextItem() {
        skipWhitespace();
        byte character = peek();
        if (character == ']') {
            return leave();
        }
        if (afterValue) {
            if (character != ',') {
                throw malformed(position, "found " + described(position) + " where a comma or ] should be");
            }
            position++;
            skipWhitespace();
            if (peek() == ']') {
                throw malformed(position, "found " + described(position) + " where a value should be");
            }
        }
        afterValue = true;
        return true;
    }

    private boolean leave() {
        position++;
        depth--;
        afterValue = true;
        return false;
    }

    /** Where the name of the field begins, after its quote. */
    int nameFrom() {
        return nameFrom;
    }

    /** Where the name of the field ends, before its quote. */
    int nameTo() {
        return nameTo;
    }

    /** The name of the field, unescaped. */
    void name(Slice into) {
        text(nameFrom, nameTo, nameEscaped, into);
    }

    /** The text of a value that is one, unescaped. */
    void text(ScannedValue value, Slice into) {
        text(value.from, value.to, value.escaped, into);
    }

    private void text(int from, int to, boolean escaped, Slice into) {
        if (escaped) {
            unescaping.unescape(bytes, from, to, end - start, into);
        } else {
            into.set(bytes, from, to - from);
        }
    }

    /** The value that comes next. */
    void value(ScannedValue into) {
        value(into, false);
    }

    /** The value that comes next, which may be a number that is not finite. */
    void measurement(ScannedValue into) {
        value(into, true);
    }

    private void value(ScannedValue into, boolean mayBeInfinite) {
        int from = position;
        switch (peek()) {
            case '{' -> {
                skipContainer();
                into.set(Kind.OBJECT, from, position);
            }
            case '[' -> {
                skipContainer();
                into.set(Kind.ARRAY, from, position);
            }
            default -> scalar(into, mayBeInfinite);
        }
    }

    private void scalar(ScannedValue into, boolean mayBeInfinite) {
        int from = position;
        switch (bytes[position]) {
            case '"' -> {
                text();
                into.set(Kind.TEXT, from + 1, position - 1);
                into.escaped = textEscaped;
            }
            case 't' -> {
                word("true");
                into.set(Kind.TRUE, from, position);
            }
            case 'f' -> {
                word("false");
                into.set(Kind.FALSE, from, position);
            }
            case 'n' -> {
                word("null");
                into.set(Kind.NULL, from, position);
            }
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                if (mayBeInfinite && position + 1 < end && bytes[position + 1] == 'I') {
                    word("-Infinity");
                    into.set(Kind.NOT_FINITE, from, position);
                } else {
                    scanNumber();
                    into.set(Kind.NUMBER, from, position);
                }
            }
            default -> {
                if (!mayBeInfinite || (bytes[position] != 'N' && bytes[position] != 'I')) {
                    throw malformed(position, "found " + described(position) + " where a value should be");
                }
                word(bytes[position] == 'N' ? "NaN" : "Infinity");
                into.set(Kind.NOT_FINITE, from, position);
            }
        }
    }

    /** Skips an object or an array with all that is in it, and keeps the name of the field that it is in. */
    private void skipContainer() {
        int from = nameFrom;
        int to = nameTo;
        boolean escaped = nameEscaped;
        int outer = depth;
        enterContainer();
        while (depth > outer) {
            boolean more = objects[depth] ? nextName() : nextItem();
            if (more) {
                byte character = peek();
                if (character == '{' || character == '[') {
                    enterContainer();
                } else {
                    scalar(skipped, false);
                }
            }
        }
        nameFrom = from;
        nameTo = to;
        nameEscaped = escaped;
    }

    private void enterContainer() {
        boolean object = bytes[position] == '{';
        if (object) {
            enterObject();
        } else {
            enterArray();
        }
        if (depth >= objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth] = object;
    }

    /** From a text's opening quote to after its closing one. */
    private void text() {
        byte[] buffer = bytes;
        int limit = end;
        int at = position + 1;
        textEscaped = false;
        while (at < limit) {
            byte character = buffer[at];
            if (character == '"') {
                position = at + 1;
                return;
            }
            if (character >= ' ' && character != '\\') {
                at++;
            } else if (character == '\\') {
                textEscaped = true;
                at = escape(at);
            } else if (character < 0) {
                int next = Utf8.next(buffer, at, limit);
                if (next < 0) {
                    throw malformed(at, "invalid UTF-8");
                }
                at = next;
            } else {
                throw malformed(at, "found " + described(at) + " in a text, where it should be escaped,");
            }
        }
        throw cut();
    }

    /** From an escape's backslash to after it; the two halves of a surrogate pair are one. */
    private int escape(int at) {
        if (at + 1 >= end) {
            throw cut();
        }
        switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return at + 2;
            }
            case 'u' -> {
                int unit = codeUnit(at);
                if (!Character.isSurrogate((char) unit)) {
                    return at + 6;
                }
                if (Character.isHighSurrogate((char) unit)
                        && at + 7 < end
                        && bytes[at + 6] == '\\'
                        && bytes[at + 7] == 'u'
                        && Character.isLowSurrogate((char) codeUnit(at + 6))) {
                    return at + 12;
                }
                throw malformed(at, "half a surrogate pair");
            }
            default -> throw malformed(at, "an escape that JSON does not have");
        }
    }

    private int codeUnit(int at) {
        if (at + 6 > end) {
            throw cut();
        }
        int unit = Unescaping.codeUnit(bytes, at);
        if (unit < 0) {
            throw malformed(at, "an escape without four hexadecimal digits");
        }
        return unit;
    }

    /** Reads a number and keeps what {@link #number} needs of it. */
    private void scanNumber() {
        byte[] buffer = bytes;
        int limit = end;
        int at = position;
        int from = at;
        long integer = 0;
        int significant = 0;
        int exponent = 0;
        boolean nothingLost = true;
        negative = buffer[at] == '-';
        if (negative) {
            at++;
        }
        if (at < limit && buffer[at] == '0') {
            at++;
            if (at < limit && isDigit(buffer[at])) {
                throw malformed(from, "a number that begins with 0");
            }
        } else {
            int first = at;
            while (at < limit && isDigit(buffer[at])) {
                if (significant < MAX_DIGITS) {
                    integer = integer * 10 + (buffer[at] - '0');
                    significant++;
                } else {
                    nothingLost &= buffer[at] == '0';
                    exponent++;
                }
                at++;
            }
            if (at == first) {
                throw digitMissing(at);
            }
        }
        if (at < limit && buffer[at] == '.') {
            int first = ++at;
            while (at < limit && isDigit(buffer[at])) {
                if (significant < MAX_DIGITS) {
                    integer = integer * 10 + (buffer[at] - '0');
                    significant += integer == 0 ? 0 : 1;
                    exponent--;
                } else {
                    nothingLost &= buffer[at] == '0';
                }
                at++;
            }
            if (at == first) {
                throw digitMissing(at);
            }
        }
        if (at < limit && (buffer[at] | 0x20) == 'e') {
            at++;
            boolean down = at < limit && buffer[at] == '-';
            if (down || (at < limit && buffer[at] == '+')) {
                at++;
            }
            int first = at;
            int written = 0;
            while (at < limit && isDigit(buffer[at])) {
                if (written < MAX_EXPONENT) {
                    written = written * 10 + (buffer[at] - '0');
                }
                at++;
            }
            if (at == first) {
                throw digitMissing(at);
            }
            exponent += down ? -written : written;
        }
        if (at - from > limits.maxNumberLength()) {
            throw new MessageRejected(new Defect.TooLarge("the number at byte " + (from - start) + " has " + (at - from)
                    + " characters, more than " + limits.maxNumberLength()));
        }
        numberFrom = from;
        numberTo = at;
        digits = integer;
        power = exponent;
        exact = nothingLost;
        position = at;
    }

    /** The number that was read last as the nearest double: infinite where it is beyond all, and never -0.0. */
    double number() {
        double magnitude = exact ? DecimalToDouble.of(digits, power) : DecimalToDouble.UNDECIDED;
        if (Double.isNaN(magnitude)) {
            String text = new String(bytes, numberFrom, numberTo - numberFrom, StandardCharsets.ISO_8859_1);
            return Double.parseDouble(text) + 0.0;
        }
        return (negative ? -magnitude : magnitude) + 0.0;
    }

    private void word(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (position + i == end) {
                throw cut();
            }
            if (bytes[position + i] != expected.charAt(i)) {
                throw malformed(position + i, "found " + described(position + i) + " in what should be " + expected);
            }
        }
        position += expected.length();
    }

    private void skipWhitespace() {
        byte[] buffer = bytes;
        int limit = end;
        int at = position;
        while (at < limit) {
            byte character = buffer[at];
            if (character != ' ' && character != '\n' && character != '\r' && character != '\t') {
                break;
            }
            at++;
        }
        position = at;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /** The rejection of the whole message for what is at a position. */
    MessageRejected malformed(int at, String problem) {
        return new MessageRejected(new Defect.Malformed(at - start, problem));
    }

    private MessageRejected cut() {
        return malformed(end, "the message ends too early,");
    }

    private MessageRejected digitMissing(int at) {
        return at == end ? cut() : malformed(at, "found " + described(at) + " where a digit should be");
    }

    private MessageRejected tooDeep() {
        return new MessageRejected(
                new Defect.TooLarge("the message nests deeper than " + limits.maxDepth() + " levels"));
    }

    private String described(int at) {
        byte character = bytes[at];
        return character > ' ' && character < 0x7F
                ? "'" + (char) character + "'"
                : "the byte 0x"
                        + Integer.toHexString(0x100 | (character & 0xFF)).substring(1);
    }
}
