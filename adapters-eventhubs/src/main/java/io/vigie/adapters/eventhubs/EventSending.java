package io.vigie.adapters.eventhubs;

import io.vigie.adapters.eventhubs.client.HubAccess;
import io.vigie.adapters.eventhubs.client.LinkPool;
import java.util.Iterator;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Sends the rows of one task; all are with the hub when it ends.
 *
 * @param sink whose they are
 * @param access to the hub
 * @param conversion makes them into events
 */
record EventSending(String sink, HubAccess access, EventConversion conversion)
        implements VoidFunction<Iterator<InternalRow>> {

    private static final long serialVersionUID = 1;

    @Override
    public void call(Iterator<InternalRow> rows) {
        if (!rows.hasNext()) {
            return;
        }
        LinkPool.Owner<HubSender> owner = new LinkPool.Owner<>(sink, () -> new HubSender(access));
        HubSender sender = HubSender.POOL.borrow(owner);
        boolean sent = false;
        try {
            OrderedSending sending = new OrderedSending(sender);
            while (rows.hasNext()) {
                sending.add(conversion.event(rows.next(), sender::takes));
            }
            sending.end();
            sent = true;
        } finally {
            // What has failed is not used again.
            if (sent) {
                HubSender.POOL.giveBack(owner, sender);
            } else {
                HubSender.POOL.end(owner, sender);
            }
        }
    }
}
