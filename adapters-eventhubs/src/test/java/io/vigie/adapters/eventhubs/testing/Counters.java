package io.vigie.adapters.eventhubs.testing;

import java.util.concurrent.atomic.LongAdder;

/** What a {@link LocalEventHubs} has done since it was made. */
public final class Counters {

    final LongAdder connections = new LongAdder();
    final LongAdder receivers = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder detached = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder refused = new LongAdder();

    Counters() {}

    /** Connections that got through TLS and opened. */
    public long connections() {
        return connections.sum();
    }

    /** Receivers of events that were let in. */
    public long receivers() {
        return receivers.sum();
    }

    /** Events given to receivers, again and again if they asked again. */
    public long delivered() {
        return delivered.sum();
    }

    /** Events taken from clients; those that a test published are not among them. */
    public long accepted() {
        return accepted.sum();
    }

    /** Links that the service closed with an error after letting them in. */
    public long detached() {
        return detached.sum();
    }

    /** Connections that a fault cut. */
    public long dropped() {
        return dropped.sum();
    }

    /** Tokens, links and connections that were not let in. */
    public long refused() {
        return refused.sum();
    }

    @Override
    public String toString() {
        return "connections=" + connections() + " receivers=" + receivers() + " delivered=" + delivered() + " accepted="
                + accepted() + " detached=" + detached() + " dropped=" + dropped() + " refused=" + refused();
    }
}
