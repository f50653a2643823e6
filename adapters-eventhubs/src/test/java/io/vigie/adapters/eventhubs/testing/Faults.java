package io.vigie.adapters.eventhubs.testing;

import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test has go wrong in a {@link LocalEventHubs}. Each call returns when it has happened, or is arranged. */
public final class Faults {

    private record Interruption(Option<String> hub, long events, Option<AmqpError> error, AtomicInteger left) {}

    private final Namespace namespace;
    private final List<Interruption> interruptions = new CopyOnWriteArrayList<>();
    private volatile long refusingUntil;
    private volatile long silentUntil;
    private volatile AmqpError refusal = AmqpError.SERVER_BUSY;
    private volatile boolean paused;

    Faults(Namespace namespace) {
        this.namespace = namespace;
    }

    /** Closes every link by which events are received. */
    public void detachReceivers(AmqpError error) {
        namespace.connections.forEach(connection -> connection.detachReceivers(error));
    }

    /** Closes every link by which events are sent. */
    public void detachSenders(AmqpError error) {
        namespace.connections.forEach(connection -> connection.detachSenders(error));
    }

    /** Closes a receiving link each time it has given so many events, so many times in all. */
    public void detachEvery(long events, AmqpError error, int times) {
        interruptions.add(new Interruption(Option.none(), events, Option.some(error), new AtomicInteger(times)));
    }

    /** The same for the receivers of one hub. */
    public void detachEvery(Hub hub, long events, AmqpError error, int times) {
        interruptions.add(
                new Interruption(Option.some(hub.name()), events, Option.some(error), new AtomicInteger(times)));
    }

    /** Cuts every connection, without a word. */
    public void dropConnections() {
        namespace.connections.forEach(AmqpConnection::drop);
    }

    /** Cuts a connection each time one of its links has given so many events, so many times in all. */
    public void dropEvery(long events, int times) {
        interruptions.add(new Interruption(Option.none(), events, Option.none(), new AtomicInteger(times)));
    }

    /** Answers each new link with an error for a while. */
    public void refuseLinks(AmqpError error, Duration duration) {
        refusal = error;
        refusingUntil = System.nanoTime() + duration.toNanos();
    }

    /** Cuts each new connection for a while. */
    public void refuseConnections(Duration duration) {
        silentUntil = System.nanoTime() + duration.toNanos();
    }

    /** Sends no more events until {@link #resume}; all else goes on. */
    public void pause() {
        paused = true;
    }

    /** Sends events again. */
    public void resume() {
        paused = false;
        namespace.connections.forEach(AmqpConnection::wake);
    }

    /** Disconnects the readers of a partition as one does that comes with the next epoch, and goes again. */
    public void steal(Hub hub, String group, int partition) {
        Readers readers = hub.readers(group, Integer.toString(partition));
        readers.disconnect("thief", readers.highestEpoch() + 1);
        namespace.connections.forEach(AmqpConnection::await);
    }

    /** Ends what is arranged and has not happened. */
    public void clear() {
        interruptions.clear();
        refusingUntil = System.nanoTime();
        silentUntil = refusingUntil;
        resume();
    }

    /** How many of the interruptions that are arranged have not happened yet. */
    public int outstanding() {
        return interruptions.stream()
                .mapToInt(interruption -> Math.max(0, interruption.left().get()))
                .sum();
    }

    boolean arePaused() {
        return paused;
    }

    boolean areConnectionsRefused() {
        return silentUntil - System.nanoTime() > 0;
    }

    void checkLink() throws AmqpException {
        if (refusingUntil - System.nanoTime() > 0) {
            throw new AmqpException(refusal);
        }
    }

    void afterDelivery(EventOutput output, long delivered) {
        for (Interruption interruption : interruptions) {
            if (delivered % interruption.events() == 0
                    && interruption.hub().forAll(output.hub().name()::equals)
                    && interruption.left().getAndDecrement() > 0) {
                interruption.error().peek(output::detach).onEmpty(output::drop);
            }
        }
    }
}
