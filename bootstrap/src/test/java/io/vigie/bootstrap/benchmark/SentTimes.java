package io.vigie.bootstrap.benchmark;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each of the numbered messages was sent, told from the thread that sends to the one that receives. */
final class SentTimes {

    private final AtomicLongArray nanoTimes;
    private final int warmUp;
    private final AtomicInteger count = new AtomicInteger();

    /** For so many messages, the first of which warm the pipeline up. */
    SentTimes(int messages, int warmUp) {
        nanoTimes = new AtomicLongArray(messages);
        this.warmUp = warmUp;
    }

    int planned() {
        return nanoTimes.length();
    }

    /** The message of this number is sent now. */
    void sending(int number) {
        nanoTimes.set(number, System.nanoTime());
        count.set(number + 1);
    }

    /** How many were sent so far. */
    int count() {
        return count.get();
    }

    boolean isWarmUp(int number) {
        return number < warmUp;
    }

    /** How long ago the message of this number was sent. */
    long nanosSince(int number) {
        return System.nanoTime() - nanoTimes.get(number);
    }
}
