package io.vigie.adapters.spark.spi;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a topic or a hub is given it.
 *
 * @param key of those that stay in their order
 * @param value what it says
 * @param headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares messages
public record SentMessage(byte @Nullable [] key, byte @Nullable [] value, List<MessageHeader> headers) {

    /** The bytes of its value; 0 where it has none. */
    int length() {
        return value == null ? 0 : value.length;
    }

    /** The longest of what may be cut of it. */
    int longestText() {
        int longest = Math.max(length(), key == null ? 0 : key.length);
        for (MessageHeader header : headers) {
            byte[] text = header.value();
            longest = Math.max(longest, text == null ? 0 : text.length);
        }
        return longest;
    }
}
