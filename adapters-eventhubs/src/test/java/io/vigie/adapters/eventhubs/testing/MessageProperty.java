package io.vigie.adapters.eventhubs.testing;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A property of messages that AMQP itself has a name for.
 *
 * @param name such as {@code content-type}
 * @param value what it is in a message
 * @param setting puts it into a message
 */
record MessageProperty(
        String name, Function<Properties, @Nullable Object> value, BiConsumer<Properties, Object> setting) {

    /** Those that the senders of events set. */
    private static final List<MessageProperty> KNOWN = List.of(
            new MessageProperty("message-id", Properties::getMessageId, Properties::setMessageId),
            new MessageProperty("correlation-id", Properties::getCorrelationId, Properties::setCorrelationId),
            new MessageProperty("to", Properties::getTo, (all, value) -> all.setTo(value.toString())),
            new MessageProperty("subject", Properties::getSubject, (all, value) -> all.setSubject(value.toString())),
            new MessageProperty(
                    "content-type",
                    Properties::getContentType,
                    (all, value) -> all.setContentType(Symbol.valueOf(value.toString()))),
            new MessageProperty(
                    "content-encoding",
                    Properties::getContentEncoding,
                    (all, value) -> all.setContentEncoding(Symbol.valueOf(value.toString()))),
            new MessageProperty(
                    "creation-time", Properties::getCreationTime, (all, value) -> all.setCreationTime((Date) value)));

    /** Sets the property of this name, where there is one. */
    static boolean set(Properties all, String name, Object value) {
        for (MessageProperty property : KNOWN) {
            if (property.name.equals(name)) {
                property.setting.accept(all, value);
                return true;
            }
        }
        return false;
    }

    /** Those that are set. */
    static Map<String, Object> valuesOf(@Nullable Properties all) {
        Map<String, Object> values = new HashMap<>();
        if (all != null) {
            for (MessageProperty property : KNOWN) {
                Object value = property.value.apply(all);
                if (value != null) {
                    values.put(property.name, value instanceof Symbol ? value.toString() : value);
                }
            }
        }
        return values;
    }
}
