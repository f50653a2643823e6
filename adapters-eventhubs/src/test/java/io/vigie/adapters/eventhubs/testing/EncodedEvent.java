package io.vigie.adapters.eventhubs.testing;

import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.jspecify.annotations.Nullable;

/**
 * An event as bytes: the annotations that the sender gave it, as the pairs of an AMQP map, and the sections from its
 * properties on just as the sender encoded them.
 */
final class EncodedEvent {

    /** The message format of a batch: each of its data sections is an encoded message. */
    static final int BATCH = 0x80013700;

    private static final Symbol PARTITION_KEY = Symbol.valueOf(Event.PARTITION_KEY);
    /** What the service says itself. */
    private static final Set<String> OWN_ANNOTATIONS =
            Set.of("x-opt-sequence-number", "x-opt-offset", "x-opt-enqueued-time");

    final int pairs;
    final byte[] annotations;
    final byte[] content;
    final Option<String> partitionKey;

    private EncodedEvent(Map<?, ?> annotations, byte[] content) {
        this.content = content;
        partitionKey = Option.of(annotations.get(PARTITION_KEY)).map(String::valueOf);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        int count = 0;
        for (Map.Entry<?, ?> annotation : annotations.entrySet()) {
            if (!OWN_ANNOTATIONS.contains(annotation.getKey().toString())) {
                encoded.writeBytes(Codec.own().encode(annotation.getKey(), annotation.getValue()));
                count++;
            }
        }
        pairs = count;
        this.annotations = encoded.toByteArray();
    }

    static EncodedEvent of(Event event) {
        Map<Symbol, Object> annotations = new HashMap<>();
        Properties properties = new Properties();
        boolean[] used = {false};
        event.systemProperties().forEach((name, value) -> {
            if (MessageProperty.set(properties, name, value)) {
                used[0] = true;
            } else {
                annotations.put(Symbol.valueOf(name), value);
            }
        });
        List<Section> sections = new ArrayList<>();
        if (used[0]) {
            sections.add(properties);
        }
        if (!event.properties().isEmpty()) {
            sections.add(new ApplicationProperties(event.properties()));
        }
        sections.add(new Data(new Binary(event.body())));
        return new EncodedEvent(annotations, Codec.own().encode(sections.toArray()));
    }

    /** The events of what a client sent: one, or those of a batch. */
    static List<EncodedEvent> ofMessage(byte[] message, int format) {
        if (format != BATCH) {
            return List.of(ofMessage(message, Map.of()));
        }
        List<EncodedEvent> events = new ArrayList<>();
        Map<?, ?> common = Map.of();
        ByteBuffer buffer = ByteBuffer.wrap(message);
        while (buffer.hasRemaining()) {
            Object section = Codec.own().decode(buffer);
            if (section instanceof MessageAnnotations annotations) {
                common = annotations.getValue();
            } else if (section instanceof Data data) {
                events.add(ofMessage(bytes(data.getValue()), common));
            }
        }
        return events;
    }

    private static EncodedEvent ofMessage(byte[] message, Map<?, ?> common) {
        Map<Object, Object> annotations = new HashMap<>(common);
        ByteBuffer buffer = ByteBuffer.wrap(message);
        int start = 0;
        while (buffer.hasRemaining()) {
            Object section = Codec.own().decode(buffer);
            if (section instanceof MessageAnnotations known) {
                annotations.putAll(known.getValue());
            } else if (!(section instanceof Header || section instanceof DeliveryAnnotations)) {
                break;
            }
            start = buffer.position();
        }
        byte[] content = new byte[message.length - start];
        System.arraycopy(message, start, content, 0, content.length);
        return new EncodedEvent(annotations, content);
    }

    /** An event as a receiver gets it. */
    static StoredEvent decode(String partition, byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        Event event = Event.of(new byte[0]);
        Map<?, ?> annotations = Map.of();
        Map<String, Object> properties = new HashMap<>();
        @Nullable Properties standard = null;
        while (buffer.hasRemaining()) {
            Object section = Codec.own().decode(buffer);
            if (section instanceof MessageAnnotations known) {
                annotations = known.getValue();
            } else if (section instanceof ApplicationProperties known) {
                known.getValue().forEach((name, value) -> properties.put(name.toString(), value));
            } else if (section instanceof Properties known) {
                standard = known;
            } else if (section instanceof Data data) {
                event = Event.of(bytes(data.getValue()));
            }
        }
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            event = event.withProperty(property.getKey(), property.getValue());
        }
        for (Map.Entry<?, ?> annotation : annotations.entrySet()) {
            if (!OWN_ANNOTATIONS.contains(annotation.getKey().toString())) {
                event = event.withSystemProperty(annotation.getKey().toString(), annotation.getValue());
            }
        }
        for (Map.Entry<String, Object> property :
                MessageProperty.valuesOf(standard).entrySet()) {
            event = event.withSystemProperty(property.getKey(), property.getValue());
        }
        return new StoredEvent(
                partition,
                (long) annotations.get(Symbol.valueOf("x-opt-sequence-number")),
                Long.parseLong(annotations.get(Symbol.valueOf("x-opt-offset")).toString()),
                ((Date) annotations.get(Symbol.valueOf("x-opt-enqueued-time"))).toInstant(),
                event);
    }

    private static byte[] bytes(Binary binary) {
        byte[] bytes = new byte[binary.getLength()];
        System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
        return bytes;
    }
}
