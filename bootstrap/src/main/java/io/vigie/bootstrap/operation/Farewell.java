package io.vigie.bootstrap.operation;

import io.vavr.control.Option;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.bootstrap.launch.StopSignal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What is said at the end of a pipeline that has not failed: what it came to. It is said once, by the pipeline's own
 * thread, or where a signal comes first, at its start or later, by the shutdown hook, which stops the pipeline before.
 */
final class Farewell implements AutoCloseable {

    /** Spark's own hook takes the session from under the query. */
    private static final int BEFORE_SPARK = 100;

    private static final int SECONDS_TO_STOP = 25;

    private final StatusLine status;
    private final Runnable hook = this::stop;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile Option<RunningPipeline> pipeline = Option.none();

    private Farewell(StatusLine status) {
        this.status = status;
    }

    /** Before anything is started that a signal could end. */
    static Farewell prepare(StatusLine status) {
        Farewell farewell = new Farewell(status);
        try {
            ShutdownHookManager.get().addShutdownHook(farewell.hook, BEFORE_SPARK, SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (IllegalStateException shutdownInProgress) {
            StopSignal.awaitEnd();
        }
        return farewell;
    }

    /** There is something to stop. */
    void started(RunningPipeline running) {
        pipeline = Option.some(running);
    }

    /** The pipeline has ended. Does not return where a signal has ended it. */
    void say() {
        if (StopSignal.hasCome()) {
            StopSignal.awaitEnd();
        }
        sayOnce();
    }

    private void sayOnce() {
        if (said.compareAndSet(false, true)) {
            status.summary().forEach(System.out::println);
        }
    }

    private void stop() {
        // Engines that are stopped in the midst of their work have much to say of it, and none of it is wrong.
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
        pipeline.forEach(Farewell::stop);
        sayOnce();
    }

    private static void stop(RunningPipeline running) {
        try {
            running.stop();
        } catch (PipelineFailed late) {
            // What was under way is repeated by the next start, as after any other end.
        }
    }

    @Override
    public void close() {
        ShutdownHookManager signals = ShutdownHookManager.get();
        if (!signals.isShutdownInProgress()) {
            signals.removeShutdownHook(hook);
        }
    }
}
