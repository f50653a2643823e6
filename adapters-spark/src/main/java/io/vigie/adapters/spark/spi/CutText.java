package io.vigie.adapters.spark.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts texts off. */
final class CutText {

    private CutText() {}

    /** The beginning of a text in UTF-8, of at most so many bytes: whole characters of what is UTF-8. */
    static byte @Nullable [] of(byte @Nullable [] text, int longest) {
        return text == null || text.length <= longest ? text : Arrays.copyOf(text, length(text, longest));
    }

    /** How many bytes that is. */
    static int length(byte[] text, int longest) {
        if (text.length <= longest) {
            return text.length;
        }
        int length = longest;
        while (length > 0 && longest - length < 3 && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        return length;
    }
}
