package io.vigie.adapters.spark.files.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.vigie.application.plan.FileLayout;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells a file's layout by its beginning. A first line that is a whole JSON value means lines, whatever it is; else the file
 * is an array, or values, where all that is seen of it reads so, though it may end early; else it is lines, good or bad. So
 * is an object that all that is seen is one line of: of values, one that is cut would take along all that come after it.
 */
public final class LayoutFinder {

    static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonFactory JSON = new JsonFactory();

    private LayoutFinder() {}

    /**
     * That of a file.
     *
     * @param asked what was configured
     * @param head its first bytes, unpacked
     * @param isWhole whether that is all of it
     */
    public static FileLayout of(FileLayout asked, byte[] head, boolean isWhole) {
        if (asked != FileLayout.FOUND && asked != FileLayout.FOUND_OF_ARRAYS) {
            return asked;
        }
        int from = begin(head);
        if (from == head.length || (head[from] != '[' && head[from] != '{') || isFirstLineWhole(head, from, isWhole)) {
            return FileLayout.LINES;
        }
        try {
            return read(head, from, asked == FileLayout.FOUND_OF_ARRAYS, isWhole || hasLineFeed(head, from));
        } catch (IOException fault) {
            return FileLayout.LINES;
        }
    }

    private static int begin(byte[] head) {
        boolean marked = head.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(head, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        int from = marked ? BYTE_ORDER_MARK.length : 0;
        while (from < head.length && ValueScan.isBlank(head[from])) {
            from++;
        }
        return from;
    }

    private static boolean isFirstLineWhole(byte[] head, int from, boolean isWhole) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        if (end == head.length && !isWhole) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(head, from, end - from)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() != null && parser.nextToken() == null;
        } catch (IOException fault) {
            return false;
        }
    }

    private static boolean hasLineFeed(byte[] head, int from) {
        for (int i = from; i < head.length; i++) {
            if (head[i] == '\n') {
                return true;
            }
        }
        return false;
    }

    private static FileLayout read(byte[] head, int from, boolean ofArrays, boolean mayBeValues) throws IOException {
        try (JsonParser parser = JSON.createNonBlockingByteArrayParser()) {
            ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
            feeder.feedInput(head, from, head.length);
            JsonToken token = parser.nextToken();
            boolean begunByArray = token == JsonToken.START_ARRAY;
            int depth = 0;
            int roots = 0;
            JsonToken second = null;
            while (token != JsonToken.NOT_AVAILABLE) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                roots += depth == 0 ? 1 : 0;
                token = parser.nextToken();
                second = second == null ? token : second;
            }
            if (!begunByArray && roots == 0 && !mayBeValues) {
                return FileLayout.LINES;
            }
            boolean isArray = begunByArray && roots <= 1;
            if (isArray && ofArrays && second != JsonToken.START_ARRAY) {
                return FileLayout.VALUES;
            }
            return isArray ? FileLayout.ARRAY : FileLayout.VALUES;
        }
    }
}
