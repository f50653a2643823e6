package io.vigie.adapters.eventhubs.testing;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who reads one partition for one consumer group: one with an epoch, or up to five without.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host#epoch">Epoch</a>
 */
final class Readers {

    private static final int MOST = 5;

    private final Set<EventOutput> current = new LinkedHashSet<>();

    /** Lets a reader in, and those go that must. */
    synchronized void enter(EventOutput reader) throws AmqpException {
        long highest = current.stream().mapToLong(EventOutput::epoch).max().orElse(EventOutput.NO_EPOCH);
        if (reader.epoch() < highest) {
            throw new AmqpException(stolen("At least one receiver for the endpoint is created with epoch of '" + highest
                    + "', and so receiver '" + reader.name() + "' with " + epoch(reader.epoch())
                    + " is not allowed. Either reconnect with a higher epoch, or make sure all epoch receivers are closed"
                    + " or disconnected."));
        }
        if (reader.epoch() == EventOutput.NO_EPOCH) {
            if (current.size() >= MOST) {
                throw new AmqpException(new AmqpError(
                        "amqp:resource-limit-exceeded",
                        "Exceeded the maximum number of allowed receivers per partition in a consumer group which is "
                                + MOST + "."));
            }
        } else {
            disconnect(reader.name(), reader.epoch());
        }
        current.add(reader);
    }

    synchronized void leave(EventOutput reader) {
        current.remove(reader);
    }

    /** Has all go, as one with this name and epoch would that comes. */
    synchronized void disconnect(String name, long epoch) {
        for (EventOutput reader : Set.copyOf(current)) {
            reader.detach(
                    stolen(
                            "New receiver '" + name + "' with higher epoch of '" + epoch
                                    + "' is created hence current receiver '" + reader.name() + "' with "
                                    + epoch(reader.epoch())
                                    + " is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used."));
            current.remove(reader);
        }
    }

    synchronized long highestEpoch() {
        return current.stream().mapToLong(EventOutput::epoch).max().orElse(EventOutput.NO_EPOCH);
    }

    private static AmqpError stolen(String description) {
        return new AmqpError(AmqpError.LINK_STOLEN.condition(), description);
    }

    private static String epoch(long epoch) {
        return epoch == EventOutput.NO_EPOCH ? "no epoch" : "epoch '" + epoch + "'";
    }
}
