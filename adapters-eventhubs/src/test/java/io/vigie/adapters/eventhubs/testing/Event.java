package io.vigie.adapters.eventhubs.testing;

import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a sender makes it: a body and what is said about it. */
public final class Event {

    static final String PARTITION_KEY = "x-opt-partition-key";

    private final byte[] body;
    private final Map<String, Object> properties;
    private final Map<String, Object> systemProperties;

    private Event(byte[] body, Map<String, Object> properties, Map<String, Object> systemProperties) {
        this.body = body;
        this.properties = properties;
        this.systemProperties = systemProperties;
    }

    /** With text as its body, in UTF-8. */
    public static Event of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    /** With these bytes as its body. */
    public static Event of(byte[] body) {
        return new Event(body, Map.of(), Map.of());
    }

    /** The same with one application property more: text, a number, a truth value or a date. */
    public Event withProperty(String name, Object value) {
        return new Event(body, with(properties, name, value), systemProperties);
    }

    /**
     * The same with one more of what a service says about it, such as {@code iothub-connection-device-id}. What AMQP has a
     * property for, such as {@code content-type} or {@code message-id}, becomes that, and all else a message annotation. A
     * point in time is a {@link java.util.Date}.
     */
    public Event withSystemProperty(String name, Object value) {
        return new Event(body, properties, with(systemProperties, name, value));
    }

    /** The same with a partition key. It is kept, and decides about the partition where none is named. */
    public Event withPartitionKey(String key) {
        return withSystemProperty(PARTITION_KEY, key);
    }

    /** What it carries. */
    public byte[] body() {
        return body.clone();
    }

    /** The same as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Its application properties. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** Its message annotations and AMQP properties, but not its place in the partition. */
    public Map<String, Object> systemProperties() {
        return systemProperties;
    }

    /** Its partition key, where it has one. */
    public Option<String> partitionKey() {
        return Option.of(systemProperties.get(PARTITION_KEY)).map(String::valueOf);
    }

    @Override
    public String toString() {
        return text();
    }

    private static Map<String, Object> with(Map<String, Object> known, String name, @Nullable Object value) {
        Map<String, Object> more = new LinkedHashMap<>(known);
        more.put(name, value);
        return Collections.unmodifiableMap(more);
    }
}
