package io.vigie.adapters.eventhubs.client;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to go on trying: faults in a row cost pauses that grow, and together no more than a time. */
public final class Backoff {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long BUSY_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Duration limit;
    private int faults;
    private long firstFault;

    public Backoff(Duration limit) {
        this.limit = limit;
    }

    /** It went on: what went wrong before does not count any more. */
    public void restore() {
        faults = 0;
    }

    /**
     * Pauses before another try: not before the second one, unless the hub asks for rest.
     *
     * @return false when it has gone on long enough
     */
    public boolean lastsAfter(HubFault fault) {
        if (faults == 0) {
            firstFault = System.nanoTime();
        }
        faults++;
        long pause = fault.isBusy() ? BUSY_PAUSE_MILLIS << Math.min(faults - 1, 8) : 0;
        if (faults > 1) {
            pause = Math.max(pause, FIRST_PAUSE_MILLIS << Math.min(faults - 2, 8));
        }
        pause = Math.min(pause, LONGEST_PAUSE_MILLIS);
        if (spent().plusMillis(pause).compareTo(limit) > 0) {
            return false;
        }
        sleep(pause == 0 ? 0 : pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
        return true;
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - firstFault);
    }

    /** How often it was tried, and how long. */
    public String tried() {
        return "tried " + faults + (faults == 1 ? " time" : " times") + " in " + spent().toSeconds() + " s";
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted before another try"));
        }
    }
}
