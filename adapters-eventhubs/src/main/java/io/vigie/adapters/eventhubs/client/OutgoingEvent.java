package io.vigie.adapters.eventhubs.client;

import com.microsoft.azure.eventhubs.EventData;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event to send.
 *
 * @param key events of one key are in one partition, in their order; none where that does not matter
 * @param event itself
 * @param size about how many bytes it takes on its way, and no fewer
 */
public record OutgoingEvent(@Nullable String key, EventData event, int size) {

    /** What a hub takes for a key. */
    private static final int LONGEST_KEY = 128;

    private static final int AROUND_AN_EVENT = 512;
    private static final int AROUND_A_PROPERTY = 16;
    private static final int MOST_BYTES_OF_A_LETTER = 3;
    private static final String BASE64 = "base64:";
    private static final String UNKEPT_KEY = "vigie.key";

    /**
     * With these bytes, for none of which there is no word in the protocol, and these properties. Of those of one name the
     * second is called {@code name.2}; a value that is no text is written as {@code base64:} and its bytes so, since the
     * client sends no others; a key that the hub has no place for is the property {@code vigie.key}.
     */
    public static OutgoingEvent of(byte @Nullable [] key, byte @Nullable [] body, List<MessageHeader> properties) {
        EventData event = EventData.create(body == null ? new byte[0] : body);
        int size = event.getBytes().length + AROUND_AN_EVENT;
        for (MessageHeader property : properties) {
            size += add(event.getProperties(), property.name(), property.value());
        }
        String text = key == null ? null : text(key);
        if (key != null && (text == null || text.length() > LONGEST_KEY)) {
            size += add(event.getProperties(), UNKEPT_KEY, key);
        }
        return new OutgoingEvent(kept(text), event, size + (key == null ? 0 : key.length));
    }

    private static int add(Map<String, Object> properties, String name, byte @Nullable [] value) {
        String free = name;
        for (int again = 2; properties.containsKey(free); again++) {
            free = name + "." + again;
        }
        properties.put(free, value(value));
        return free.length() * MOST_BYTES_OF_A_LETTER + (value == null ? 0 : value.length * 2) + AROUND_A_PROPERTY;
    }

    private static @Nullable String kept(@Nullable String key) {
        return key == null || key.isEmpty() ? null : key.substring(0, Math.min(key.length(), LONGEST_KEY));
    }

    private static @Nullable Object value(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        String text = text(value);
        return text == null ? BASE64 + Base64.getEncoder().encodeToString(value) : text;
    }

    private static @Nullable String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }
}
