package io.vigie.adapters.spark.batches;

import io.vigie.adapters.spark.checkpoint.FailureText;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does several things at once, each in a thread of its own, which inherits what Spark keeps with the present one. */
public final class ParallelTasks {

    private ParallelTasks() {}

    /**
     * Returns when all are done; what fails comes out once none is running any more. An interruption is passed on to those
     * that are running, which end in their own time.
     *
     * @throws PipelineRefused when several refuse, and nothing else fails: with what each of them says
     * @throws PipelineFailed when several fail, with what each of them says; of one alone, its own failure comes out
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
        List<Throwable> failures = new ArrayList<>();
        for (Future<Void> future : running) {
            Throwable failure = failureOf(future);
            if (failure != null) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw together(failures);
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

    /** Whoever repairs the first is not to learn of the second at the next start. */
    private static RuntimeException together(List<Throwable> failures) {
        Throwable first = failures.get(0);
        List<Throwable> others = failures.subList(1, failures.size());
        boolean areAlone = others.stream().allMatch(CancellationException.class::isInstance); // those tell nothing
        if (areAlone && first instanceof RuntimeException failure) {
            others.forEach(failure::addSuppressed);
            return failure;
        }
        String text = areAlone
                ? "Something failed: " + first
                : failures.stream().map(ParallelTasks::sentence).distinct().collect(Collectors.joining(" "));
        RuntimeException all = failures.stream().allMatch(PipelineRefused.class::isInstance)
                ? new PipelineRefused(text, first)
                : new PipelineFailed(text, first);
        others.forEach(all::addSuppressed);
        return all;
    }

    private static String sentence(Throwable failure) {
        String text = failure instanceof PipelineRefused refused
                ? String.valueOf(refused.getMessage())
                : FailureText.of(failure);
        return text.endsWith(".") ? text : text + ".";
    }
}
