package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.exceptions.MetadataChangedException;
import io.vigie.application.port.out.PipelineFailed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is done again when another writer's commit came in between: a bounded number of times, after a pause that grows
 * and is never quite that of the other.
 */
final class Attempts {

    static final int MOST = 10;

    private static final long PAUSE_MILLIS = 50;

    private Attempts() {}

    /** @throws PipelineFailed when it was in vain so often, or the thread was interrupted in a pause */
    static void write(String path, Runnable commit) {
        until(
                "Others wrote to the table " + path + " during each of " + MOST
                        + " attempts to merge a batch into it; nothing of the batch is there. Give the batch again,"
                        + " and have fewer writers or larger batches.",
                "Stopped before a batch was merged into the table " + path + ". Give the batch again.",
                () -> {
                    commit.run();
                    return true;
                });
    }

    /**
     * What the work gives once nobody comes in between.
     *
     * @param inVain what to tell when somebody did every time
     * @param stopped what to tell when the thread was interrupted in a pause
     * @throws PipelineFailed in these two cases
     */
    static <T> T until(String inVain, String stopped, Supplier<T> work) {
        try {
            return again(DeltaConcurrentModificationException.class::isInstance, pauses(stopped), work);
        } catch (DeltaConcurrentModificationException e) {
            throw new PipelineFailed(inVain, e);
        }
    }

    /**
     * An append that nothing of another writer can be in the way of, but that somebody sets a property of the table just
     * then: it is done again.
     */
    static void unlessAltered(Runnable append) {
        again(MetadataChangedException.class::isInstance, attempt -> {}, () -> {
            append.run();
            return true;
        });
    }

    /**
     * What the work gives, tried again after each failure that passes; any other, and the last one, comes out.
     *
     * @param passing tells a failure after which it may go well
     * @param pause after each of them, given the number of attempts so far
     */
    static <T> T again(Predicate<Exception> passing, IntConsumer pause, Supplier<T> work) {
        for (int attempt = 1; true; attempt++) {
            try {
                return work.get();
            } catch (Exception e) { // also checked ones, which Scala does not declare
                if (attempt == MOST || !passing.test(e)) {
                    throw e;
                }
                pause.accept(attempt);
            }
        }
    }

    /**
     * Pauses that grow.
     *
     * @param stopped what to tell when the thread is interrupted in one
     */
    static IntConsumer pauses(String stopped) {
        return attempt -> {
            try {
                Thread.sleep(
                        attempt * PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PipelineFailed(stopped, e);
            }
        };
    }
}
