package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.client.OutgoingEvent;
import io.vigie.adapters.spark.spi.RowMessages;
import io.vigie.adapters.spark.spi.SentMessage;
import io.vigie.application.plan.Output;
import java.io.Serializable;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Makes rows into events that the hub takes: {@link RowMessages}, as the client of AMQP sends them. */
final class EventConversion implements Serializable {

    private static final long serialVersionUID = 1;

    /** Every hub takes an event of this size. */
    private static final int TAKEN_BY_EVERY_HUB = 200 << 10;

    private final RowMessages messages;

    /** For rows of an output, which have these columns. */
    EventConversion(Output output, StructType columns) {
        messages = new RowMessages(output, columns);
    }

    /**
     * The event of a row.
     *
     * @param taken whether the hub takes an event of its size
     */
    OutgoingEvent event(InternalRow row, Predicate<OutgoingEvent> taken) {
        return event(messages.message(row, message -> {
            OutgoingEvent event = event(message);
            return event.size() <= TAKEN_BY_EVERY_HUB || taken.test(event) ? 0 : 1;
        }));
    }

    private static OutgoingEvent event(SentMessage message) {
        return OutgoingEvent.of(message.key(), message.value(), message.headers());
    }
}
