package io.vigie.adapters.eventhubs.headers;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The headers that the Kafka endpoint of Event Hubs makes of an event's properties, read back into what a client of AMQP
 * would have been given: numbers, times and the like as text, texts and bytes as they are.
 *
 * <p>An event that was sent over AMQP has its properties in the headers as AMQP 1.0 encodes them (<a
 * href="https://github.com/Azure/azure-event-hubs-for-kafka/issues/56">azure-event-hubs-for-kafka 56</a>: "EH is
 * encoding-agnostic, we just pass around bytes"), but for the message's own, such as its content type, which are plain
 * text (<a href="https://github.com/Azure/azure-event-hubs-for-kafka/issues/205">205</a>, <a
 * href="https://github.com/Azure/azure-event-hubs-for-kafka/pull/216">216</a>). An event that was sent by a client of
 * Kafka has the headers that it was sent with. Nothing says which it is, so the bytes must:
 *
 * <ul>
 *   <li>The <a href="https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-types-v1.0-os.html#toc">format codes</a>
 *       of texts, symbols, bytes, times, UUIDs and all that is 8 bytes or longer are 0x80 to 0xbf, with which no UTF-8
 *       text begins. A value that begins so and has just the length that its code says is AMQP's, and so is its event.
 *   <li>Codes of short numbers and booleans, 0x40 to 0x74, are letters too: {@code 0x54 0x2a} is 42, or {@code T*}. In
 *       an event that is AMQP's by another value, or where it would be no printable text, such a value is a number.
 *       Else it stays the text that it may be, as {@code US} or {@code paris} do.
 * </ul>
 */
final class AmqpProperties {

    /** The properties of a message itself, which a client of AMQP does not find among those of the application. */
    private static final Set<String> OF_THE_MESSAGE = Set.of(
            "message-id",
            "user-id",
            "to",
            "subject",
            "reply-to",
            "correlation-id",
            "content-type",
            "content-encoding",
            "absolute-expiry-time",
            "creation-time",
            "group-id",
            "group-sequence",
            "reply-to-group-id");

    /** What the service itself adds, which tables have in columns of their own. */
    private static final String OF_THE_SERVICE = "x-opt-";

    /** Stands for a value that is not AMQP's; null is one that is, and says nothing. */
    private static final byte[] NOT_AMQP = {};

    private AmqpProperties() {}

    static List<MessageHeader> decode(List<MessageHeader> headers) {
        boolean fromAmqp = false;
        for (MessageHeader header : headers) {
            fromAmqp |= isBeyondText(header.value()) && primitive(header.value()) != NOT_AMQP;
        }
        List<MessageHeader> decoded = new ArrayList<>(headers.size());
        for (MessageHeader header : headers) {
            boolean plain = OF_THE_MESSAGE.contains(header.name()) && !isBeyondText(header.value());
            if (header.name().startsWith(OF_THE_SERVICE) || (fromAmqp && plain)) {
                continue;
            }
            decoded.add(decode(header, fromAmqp));
        }
        return decoded;
    }

    private static MessageHeader decode(MessageHeader header, boolean fromAmqp) {
        byte[] value = header.value();
        if (value == null || value.length == 0 || (!fromAmqp && isPrintable(value))) {
            return header;
        }
        byte[] decoded = primitive(value);
        return decoded == NOT_AMQP ? header : new MessageHeader(header.name(), decoded);
    }

    /** Whether it begins as AMQP's longer values do, and no UTF-8 text does. */
    private static boolean isBeyondText(byte @Nullable [] value) {
        return value != null && value.length > 0 && (value[0] & 0xC0) == 0x80;
    }

    /** Whether it is ASCII without control characters, as short texts mostly are. */
    private static boolean isPrintable(byte[] value) {
        for (byte letter : value) {
            if (letter < ' ' || letter == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** What a value says that is one of AMQP's primitive types and nothing more. */
    private static byte @Nullable [] primitive(byte @Nullable [] value) {
        if (value == null) {
            return NOT_AMQP;
        }
        ByteBuffer in = ByteBuffer.wrap(value);
        try {
            int code = in.get() & 0xFF;
            byte @Nullable [] decoded = switch (code) {
                case 0x40 -> null;
                case 0xA0, 0xA1, 0xA3 -> bytes(in, in.get() & 0xFF);
                case 0xB0, 0xB1, 0xB3 -> bytes(in, in.getInt());
                default -> {
                    String text = text(code, in);
                    yield text == null ? NOT_AMQP : text.getBytes(StandardCharsets.UTF_8);
                }
            };
            return in.hasRemaining() ? NOT_AMQP : decoded;
        } catch (BufferUnderflowException tooShort) {
            return NOT_AMQP;
        }
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            return NOT_AMQP;
        }
        // Never the array that stands for something else, though this one may be empty too.
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static @Nullable String text(int code, ByteBuffer in) {
        return switch (code) {
            case 0x41 -> "true";
            case 0x42 -> "false";
            case 0x56 -> flag(in.get());
            case 0x43, 0x44 -> "0";
            case 0x50, 0x52, 0x53 -> Integer.toString(in.get() & 0xFF);
            case 0x51, 0x54, 0x55 -> Integer.toString(in.get());
            case 0x60 -> Integer.toString(in.getShort() & 0xFFFF);
            case 0x61 -> Integer.toString(in.getShort());
            case 0x70 -> Integer.toUnsignedString(in.getInt());
            case 0x71 -> Integer.toString(in.getInt());
            case 0x72 -> Float.toString(in.getFloat());
            case 0x73 -> character(in.getInt());
            case 0x80 -> Long.toUnsignedString(in.getLong());
            case 0x81 -> Long.toString(in.getLong());
            case 0x82 -> Double.toString(in.getDouble());
            case 0x83 -> Instant.ofEpochMilli(in.getLong()).toString();
            case 0x98 -> new UUID(in.getLong(), in.getLong()).toString();
            default -> null;
        };
    }

    private static @Nullable String flag(byte value) {
        return value == 0 ? "false" : value == 1 ? "true" : null;
    }

    private static @Nullable String character(int codePoint) {
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
    }
}
