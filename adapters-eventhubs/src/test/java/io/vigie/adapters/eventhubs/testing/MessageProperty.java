package io.vigie.adapters.eventhubs.testing;

import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/** The properties of a message that AMQP itself has names for, as far as the senders of events set them. */
enum MessageProperty {
    MESSAGE_ID("message-id", Properties::getMessageId, Properties::setMessageId),
    CORRELATION_ID("correlation-id", Properties::getCorrelationId, Properties::setCorrelationId),
    TO("to", Properties::getTo, (properties, value) -> properties.setTo(value.toString())),
    SUBJECT("subject", Properties::getSubject, (properties, value) -> properties.setSubject(value.toString())),
    CONTENT_TYPE(
            "content-type",
            Properties::getContentType,
            (properties, value) -> properties.setContentType(Symbol.valueOf(value.toString()))),
    CONTENT_ENCODING(
            "content-encoding",
            Properties::getContentEncoding,
            (properties, value) -> properties.setContentEncoding(Symbol.valueOf(value.toString()))),
    CREATION_TIME(
            "creation-time",
            Properties::getCreationTime,
            (properties, value) -> properties.setCreationTime((Date) value));

    private final String key;
    private final Function<Properties, @Nullable Object> value;
    private final BiConsumer<Properties, Object> setting;

    MessageProperty(String key, Function<Properties, @Nullable Object> value, BiConsumer<Properties, Object> setting) {
        this.key = key;
        this.value = value;
        this.setting = setting;
    }

    /** Sets the property of this name, where there is one. */
    static boolean set(Properties properties, String name, Object value) {
        return Arrays.stream(values())
                .filter(property -> property.key.equals(name))
                .peek(property -> property.setting.accept(properties, value))
                .findFirst()
                .isPresent();
    }

    static Map<String, Object> valuesOf(@Nullable Properties properties) {
        Map<String, Object> values = new HashMap<>();
        if (properties != null) {
            for (MessageProperty property : values()) {
                Object value = property.value.apply(properties);
                if (value != null) {
                    values.put(property.key, value instanceof Symbol ? value.toString() : value);
                }
            }
        }
        return values;
    }
}
