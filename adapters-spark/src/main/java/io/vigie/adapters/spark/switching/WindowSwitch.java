package io.vigie.adapters.spark.switching;

import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.BatchLog;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.adapters.spark.clock.PipelineClock;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowChanges;
import org.apache.spark.sql.SparkSession;

/**
 * Which windows a pipeline goes by: those of its plan, but a batch that is repeated after a crash has those that it was
 * begun with. They are in the checkpoint, in {@code windows}, before any task of a batch runs.
 */
public final class WindowSwitch {

    private final WindowBook wanted;
    private final PipelineObserver observer;
    private final CurrentPlan stages;
    private final PipelineClock clock;
    private final BatchLog log;

    /** The batch that the process before has begun and this one repeats. */
    private final Option<Long> repeated;

    /** What the log has; none in a checkpoint that was begun without it. */
    private Option<WindowBook> logged;

    /**
     * By the windows of a plan.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    public WindowSwitch(
            SparkSession session,
            PipelinePlan plan,
            PipelineObserver observer,
            CurrentPlan stages,
            PipelineClock clock,
            Option<ClockMark> mark) {
        wanted = plan.windows();
        this.observer = observer;
        this.stages = stages;
        this.clock = clock;
        log = BatchLog.of(session, plan.checkpoint(), "windows");
        repeated = mark.flatMap(ClockMark::repeated);
        logged = mark.flatMap(known -> log.at(known.planned(), WindowBookJson::read));
        if (repeated.isDefined()) {
            logged.forEach(this::goBy);
        }
    }

    /** The windows of the batch under way, or of the next. */
    public WindowBook inForce() {
        return stages.get().windows();
    }

    /** A batch begins, and no task of it has run. */
    public void batchBegins(long number) {
        if (repeated.contains(number)) {
            return;
        }
        logged.map(before -> WindowChanges.between(before, wanted))
                .filter(changes -> !changes.isEmpty())
                .forEach(observer::windowsChanged);
        goBy(wanted);
        if (!logged.getOrElse(WindowBook.EMPTY).equals(wanted)) {
            log.write(number, out -> WindowBookJson.write(wanted, out));
        }
        logged = Option.some(wanted);
    }

    private void goBy(WindowBook windows) {
        if (!stages.get().windows().equals(windows)) {
            stages.set(stages.get().with(windows));
            clock.waits(stages.get().waits());
        }
    }
}
