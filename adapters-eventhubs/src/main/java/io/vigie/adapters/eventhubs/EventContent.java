package io.vigie.adapters.eventhubs;

import com.microsoft.azure.eventhubs.EventData;
import com.microsoft.azure.eventhubs.impl.AmqpConstants;
import io.vigie.adapters.spark.spi.messages.MessageBlockWriter;
import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.adapters.spark.spi.messages.MessageHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;
import org.jspecify.annotations.Nullable;

/** What an event holds, as a message. */
@SuppressWarnings("JavaUtilDate") // the AMQP client's times
final class EventContent {

    /** When IoT Hub took a device's message, which is before the hub had it. */
    private static final String IOT_HUB_TIME = "iothub-enqueuedtime";

    private static final String IOT_HUB = "iothub-";
    /** IoT Hub's names for what IoT Plug and Play tells of a message. */
    private static final String DIGITAL_TWINS = "dt-";

    private EventContent() {}

    /** Adds an event to a block. */
    static void addTo(MessageBlockWriter block, EventData event, long sequenceNumber) {
        EventData.SystemProperties system = event.getSystemProperties();
        block.add(sequenceNumber, arrival(system), key(system), value(event), headers(event, system));
    }

    /** In microseconds since 1970. */
    private static long arrival(EventData.SystemProperties system) {
        Object atIotHub = system.get(IOT_HUB_TIME);
        if (atIotHub != null) {
            Long read = microseconds(atIotHub);
            if (read != null) {
                return read;
            }
        }
        Long enqueued = microseconds(system.get(AmqpConstants.ENQUEUED_TIME_UTC_ANNOTATION_NAME));
        return enqueued == null ? System.currentTimeMillis() * 1_000 : enqueued;
    }

    private static @Nullable Long microseconds(@Nullable Object time) {
        if (time instanceof Date date) {
            return date.getTime() * 1_000;
        }
        if (time instanceof String text) {
            try {
                return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
            } catch (DateTimeException | ArithmeticException noTime) {
                return null;
            }
        }
        return null;
    }

    private static byte @Nullable [] key(EventData.SystemProperties system) {
        Object key = system.get(AmqpConstants.PARTITION_KEY_ANNOTATION_NAME);
        return key == null ? null : bytes(key);
    }

    private static byte @Nullable [] value(EventData event) {
        byte[] data = event.getBytes();
        return data == null ? bytes(event.getObject()) : data;
    }

    /** Its own properties, then what IoT Hub tells of it. */
    private static byte @Nullable [] headers(EventData event, EventData.SystemProperties system) {
        List<MessageHeader> headers = null;
        Map<String, Object> own = event.getProperties();
        if (!own.isEmpty()) {
            headers = new ArrayList<>(own.size() + 8);
            for (Map.Entry<String, Object> property : own.entrySet()) {
                headers.add(new MessageHeader(property.getKey(), bytes(property.getValue())));
            }
        }
        for (Map.Entry<String, Object> property : system.entrySet()) {
            String name = property.getKey();
            if (name.startsWith(IOT_HUB) || name.startsWith(DIGITAL_TWINS)) {
                if (headers == null) {
                    headers = new ArrayList<>(8);
                }
                headers.add(new MessageHeader(name, bytes(property.getValue())));
            }
        }
        return headers == null ? null : MessageHeaders.encode(headers);
    }

    /** Bytes are what they are; all else is written as a person would, in UTF-8. */
    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Binary binary) {
            return Arrays.copyOfRange(
                    binary.getArray(), binary.getArrayOffset(), binary.getArrayOffset() + binary.getLength());
        }
        if (value instanceof byte[] array) {
            return array;
        }
        String text = value instanceof Date date ? date.toInstant().toString() : value.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
