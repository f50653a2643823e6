package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import io.vigie.adapters.spark.spi.MessageHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.qpid.proton.amqp.Binary;
import org.jspecify.annotations.Nullable;

/**
 * An event to send.
 *
 * @param key events of one key are in one partition, in their order; none where that does not matter
 * @param event itself
 * @param size about how many bytes it takes on its way, and no fewer
 */
record OutgoingEvent(@Nullable String key, EventData event, int size) {

    /** What a hub takes for a key. */
    private static final int LONGEST_KEY = 128;

    private static final int AROUND_AN_EVENT = 512;
    private static final int AROUND_A_PROPERTY = 16;

    /** With these bytes, for none of which there is no word in the protocol, and these properties. */
    static OutgoingEvent of(byte @Nullable [] key, byte @Nullable [] body, List<MessageHeader> properties) {
        EventData event = EventData.create(body == null ? new byte[0] : body);
        int size = event.getBytes().length + AROUND_AN_EVENT + (key == null ? 0 : key.length);
        for (MessageHeader property : properties) {
            byte[] value = property.value();
            event.getProperties().put(property.name(), value(value));
            size += property.name().length() * 3 + (value == null ? 0 : value.length) + AROUND_A_PROPERTY;
        }
        return new OutgoingEvent(key(key), event, size);
    }

    private static @Nullable String key(byte @Nullable [] key) {
        String text = key == null ? null : text(key);
        return text == null || text.isEmpty() ? null : text.substring(0, Math.min(text.length(), LONGEST_KEY));
    }

    private static @Nullable Object value(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        String text = text(value);
        return text == null ? new Binary(value) : text;
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
