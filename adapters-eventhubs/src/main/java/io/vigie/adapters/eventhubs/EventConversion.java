package io.vigie.adapters.eventhubs;

import io.vigie.adapters.spark.spi.DeadLetter;
import io.vigie.adapters.spark.spi.RowJson;
import io.vigie.application.plan.Output;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Makes rows into events. Rejected messages go on as they came, with the cause in properties after their own; all else
 * becomes a JSON object with the columns' names in camel case, keyed by device, so that what is told of a device stays in
 * order.
 */
final class EventConversion implements Serializable {

    private static final long serialVersionUID = 1;

    private final boolean deadLetters;
    private final RowJson json;
    private final int device;

    /** For rows of an output, which have these columns. */
    EventConversion(Output output, StructType columns) {
        deadLetters = output == Output.REJECTED;
        json = RowJson.of(output, columns);
        device = deadLetters ? -1 : columns.fieldIndex("device_id");
    }

    OutgoingEvent event(InternalRow row) {
        return deadLetters
                ? OutgoingEvent.of(DeadLetter.key(row), DeadLetter.payload(row), DeadLetter.headers(row))
                : OutgoingEvent.of(row.getUTF8String(device).getBytes(), json.bytes(row), java.util.List.of());
    }
}
