package io.vigie.adapters.spark.batches;

import io.vigie.application.port.out.PipelineFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Does several things at once, each in a thread of its own, which inherits what Spark keeps with the present one. */
public final class ParallelTasks {

    private ParallelTasks() {}

    /**
     * Returns when all are done; when one fails, its failure comes out once none is running any more. An interruption is
     * passed on to those that are running, which end in their own time.
     */
    public static void run(List<Runnable> tasks) {
        if (tasks.size() == 1) {
            tasks.get(0).run();
            return;
        }
        List<FutureTask<Void>> running = new ArrayList<>();
        for (Runnable task : tasks) {
            FutureTask<Void> future = new FutureTask<>(task, null);
            running.add(future);
            Thread thread = new Thread(future, Thread.currentThread().getName() + " at once");
            thread.setDaemon(true);
            thread.start();
        }
        Throwable first = null;
        for (Future<Void> future : running) {
            Throwable failure = failureOf(future);
            first = first == null ? failure : first;
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first != null) {
            throw new PipelineFailed("A sink failed: " + first, first);
        }
    }

    private static @Nullable Throwable failureOf(Future<Void> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return null;
                } catch (InterruptedException e) {
                    interrupted = true;
                    future.cancel(true);
                }
            }
        } catch (ExecutionException | CancellationException e) {
            return e.getCause() == null ? e : e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
