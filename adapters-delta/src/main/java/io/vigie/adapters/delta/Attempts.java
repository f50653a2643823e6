package io.vigie.adapters.delta;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.delta.exceptions.MetadataChangedException;
import io.vigie.application.port.out.PipelineFailed;
import java.util.concurrent.ThreadLocalRandom;
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
        for (int attempt = 1; true; attempt++) {
            try {
                return work.get();
            } catch (DeltaConcurrentModificationException e) {
                if (attempt == MOST) {
                    throw new PipelineFailed(inVain, e);
                }
                pause(stopped, attempt);
            }
        }
    }

    /**
     * An append that nothing of another writer can be in the way of, but that somebody sets a property of the table just
     * then: it is done again.
     */
    static void unlessAltered(Runnable append) {
        for (int attempt = 1; true; attempt++) {
            try {
                append.run();
                return;
            } catch (MetadataChangedException e) {
                if (attempt == MOST) {
                    throw e;
                }
            }
        }
    }

    static void pause(String stopped, int attempt) {
        try {
            Thread.sleep(attempt * PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PipelineFailed(stopped, e);
        }
    }
}
