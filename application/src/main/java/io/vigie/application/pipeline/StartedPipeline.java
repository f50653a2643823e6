package io.vigie.application.pipeline;

import io.vavr.collection.Seq;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meters;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.SourceChanged;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A pipeline that an engine runs, and what was measured of it. It is opened again when its source changes. */
final class StartedPipeline implements RunningPipeline {

    /** A source that has changed again so soon, so often, changes for another reason than that somebody works on it. */
    private static final int MOST_IN_A_ROW = 5;

    private static final Duration SOON = Duration.ofMinutes(1);

    private final Supplier<EngineRun> opening;
    private final Meters meters;
    private final PipelineObserver observer;
    private final LongSupplier nanoTime;
    private volatile EngineRun run;
    private volatile boolean isOpening;
    private boolean stopped;
    private long openedAt;
    private int inARow;

    /**
     * Starts it.
     *
     * @param opening opens it, now and when its source has changed
     */
    StartedPipeline(Supplier<EngineRun> opening, Meters meters, PipelineObserver observer, LongSupplier nanoTime) {
        this.opening = opening;
        this.meters = meters;
        this.observer = observer;
        this.nanoTime = nanoTime;
        run = opening.get();
        openedAt = nanoTime.getAsLong();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        boolean goesOn;
        do {
            goesOn = awaitEnd(run);
        } while (goesOn);
    }

    /** Waits for the end of a run; true where another goes on in its place. */
    private boolean awaitEnd(EngineRun its) throws InterruptedException {
        try {
            its.awaitEnd();
            return false;
        } catch (SourceChanged e) {
            return goesOnAfter(its, e);
        }
    }

    private synchronized boolean goesOnAfter(EngineRun its, SourceChanged change) {
        if (!stopped && its == run) {
            isOpening = true;
            try {
                openAgain(change);
            } finally {
                isOpening = false;
            }
        }
        return !stopped;
    }

    private void openAgain(SourceChanged change) {
        inARow = nanoTime.getAsLong() - openedAt < SOON.toNanos() ? inARow + 1 : 1;
        if (inARow > MOST_IN_A_ROW) {
            throw new PipelineFailed(
                    change.change() + ", " + inARow
                            + " times in a row, each within a minute. Start it again once nobody changes it.",
                    change);
        }
        try {
            run = opening.get();
        } catch (PipelineRefused e) {
            throw new PipelineFailed(change.change() + ", and cannot be opened again: " + e.getMessage(), e);
        }
        openedAt = nanoTime.getAsLong();
        observer.sourceChanged(change.change());
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        run.stop();
    }

    @Override
    public PipelineHealth health() {
        return isOpening ? new PipelineHealth(true, false, Duration.ZERO) : run.health();
    }

    @Override
    public Seq<Measurement> measurements() {
        return meters.read();
    }
}
