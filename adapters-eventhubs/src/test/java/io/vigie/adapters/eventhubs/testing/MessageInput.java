package io.vigie.adapters.eventhubs.testing;

import org.apache.qpid.proton.engine.Delivery;

/** What takes the messages of a link by which a client sends. */
@FunctionalInterface
interface MessageInput {

    /** Takes a whole message. The delivery is settled by the caller. */
    void receive(Delivery delivery, byte[] message) throws AmqpException;
}
