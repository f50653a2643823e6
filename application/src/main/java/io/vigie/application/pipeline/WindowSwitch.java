package io.vigie.application.pipeline;

import io.vavr.control.Option;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.window.WindowBook;
import io.vigie.domain.window.WindowChanges;

/**
 * Which windows a pipeline goes by: those of its plan, but a batch that is repeated after a crash has those that it was
 * begun with. They are in the checkpoint before any task of a batch
 * runs.
 */
final class WindowSwitch {

    private final WindowBook wanted;
    private final PipelineObserver observer;
    private final CurrentTerms terms;
    private final PipelineClock clock;
    private final KeptByBatch<WindowBook> log;

    /** The batch that the process before has begun and this one repeats. */
    private final Option<Long> repeated;

    /** What the log has; none in a checkpoint that was begun without it. */
    private Option<WindowBook> logged;

    /**
     * By the windows of a plan.
     *
     * @param mark what the checkpoint knows, where there is one
     */
    WindowSwitch(
            WindowBook wanted,
            PipelineObserver observer,
            CurrentTerms terms,
            PipelineClock clock,
            KeptByBatch<WindowBook> log,
            Option<CheckpointMark> mark) {
        this.wanted = wanted;
        this.observer = observer;
        this.terms = terms;
        this.clock = clock;
        this.log = log;
        repeated = mark.flatMap(CheckpointMark::repeated);
        logged = mark.flatMap(known -> log.at(known.planned()));
        if (repeated.isDefined()) {
            logged.forEach(this::goBy);
        }
    }

    /** A batch begins, and no task of it has run. */
    void batchBegins(long number) {
        if (repeated.contains(number)) {
            return;
        }
        logged.map(before -> WindowChanges.between(before, wanted))
                .filter(changes -> !changes.isEmpty())
                .forEach(observer::windowsChanged);
        goBy(wanted);
        if (!logged.getOrElse(WindowBook.EMPTY).equals(wanted)) {
            log.write(number, wanted);
        }
        logged = Option.some(wanted);
    }

    private void goBy(WindowBook windows) {
        if (!terms.windows().equals(windows)) {
            terms.goBy(windows);
            clock.waits(terms.waits());
        }
    }
}
