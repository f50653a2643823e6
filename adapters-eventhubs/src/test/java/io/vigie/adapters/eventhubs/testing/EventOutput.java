package io.vigie.adapters.eventhubs.testing;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** A link by which a client receives the events of a partition. All but {@link #detach} is of its connection's thread. */
final class EventOutput {

    /** Below all epochs. */
    static final long NO_EPOCH = -1;

    static final Symbol RUNTIME_METRIC = Symbol.valueOf("com.microsoft:enable-receiver-runtime-metric");
    private static final Symbol EPOCH = Symbol.valueOf("com.microsoft:epoch");
    private static final Symbol RECEIVER_NAME = Symbol.valueOf("com.microsoft:receiver-name");
    /** So much waits in a session for the socket at most. */
    private static final int WAITING_BYTES = 1 << 18;

    private static final byte[] NOTHING = {};

    private final AmqpConnection connection;
    private final Sender link;
    private final Hub hub;
    private final PartitionLog log;
    private final Readers readers;
    private final Faults faults;
    private final Counters counters;
    private final boolean hasMetrics;
    private final boolean settled;
    private final Runnable wake;
    private long next;
    private long delivered;
    private int tag;
    private boolean closed;
    private byte[] metrics = NOTHING;
    private long metricsEnd = -1;

    EventOutput(AmqpConnection connection, Sender link, Hub hub, String group, String partition, boolean hasMetrics)
            throws AmqpException {
        this.connection = connection;
        this.link = link;
        this.hub = hub;
        this.hasMetrics = hasMetrics;
        log = hub.log(partition);
        readers = hub.readers(group, partition);
        faults = connection.namespace().faults;
        counters = connection.namespace().counters;
        settled = link.getRemoteSenderSettleMode() != SenderSettleMode.UNSETTLED;
        next = Selector.firstSequenceNumber((Source) link.getRemoteSource(), log);
        wake = connection::wake;
        readers.enter(this);
        log.addListener(wake);
        counters.receivers.increment();
    }

    Hub hub() {
        return hub;
    }

    long epoch() {
        return property(EPOCH) instanceof Number number ? number.longValue() : NO_EPOCH;
    }

    String name() {
        Object name = property(RECEIVER_NAME);
        return name == null ? "nil" : name.toString();
    }

    private @Nullable Object property(Symbol name) {
        Map<Symbol, Object> properties = link.getRemoteProperties();
        return properties == null ? null : properties.get(name);
    }

    /** Gives the client what it has asked for, as far as it is there. */
    void pump() {
        next = log.present(next);
        long end = log.end();
        while (!closed
                && next < end
                && link.getCredit() > 0
                && link.getSession().getOutgoingBytes() < WAITING_BYTES
                && !faults.arePaused()) {
            byte[] message;
            try {
                message = log.message(next, metrics(end));
            } catch (IllegalArgumentException truncated) {
                next = log.present(next);
                continue;
            }
            send(message);
            next = log.present(next + 1);
            delivered++;
            counters.delivered.increment();
            faults.afterDelivery(this, delivered);
        }
        if (!closed && link.getDrain() && next >= end) {
            link.drained();
        }
    }

    private void send(byte[] message) {
        int number = tag++;
        Delivery delivery = link.delivery(
                new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number});
        link.sendNoCopy(ReadableBuffer.ByteBufferReader.wrap(message));
        if (settled) {
            delivery.settle();
        } else {
            link.advance();
        }
    }

    private byte[] metrics(long end) {
        if (hasMetrics && end != metricsEnd) {
            metricsEnd = end;
            Map<Symbol, Object> values = new HashMap<>();
            values.put(Symbol.valueOf("last_enqueued_sequence_number"), end - 1);
            values.put(Symbol.valueOf("last_enqueued_offset"), Long.toString(log.lastOffset()));
            values.put(Symbol.valueOf("last_enqueued_time_utc"), Date.from(Instant.ofEpochMilli(log.lastTime())));
            values.put(Symbol.valueOf("runtime_info_retrieval_time_utc"), Date.from(Instant.now()));
            metrics = Codec.own().encode(new DeliveryAnnotations(values));
        }
        return metrics;
    }

    /** Closes the link with an error. */
    void detach(AmqpError error) {
        connection.run(() -> {
            if (!closed) {
                counters.detached.increment();
                close();
                connection.close(link, error);
            }
        });
    }

    void drop() {
        connection.dropSoon();
    }

    /** Nothing more is sent. */
    void close() {
        if (!closed) {
            closed = true;
            log.removeListener(wake);
            readers.leave(this);
        }
    }
}
