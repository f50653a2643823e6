package io.vigie.application.pipeline;

import io.vavr.control.Option;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.EnginePipeline;
import io.vigie.application.port.out.PipelineObserver;
import java.util.function.Consumer;

/** Reports of a pipeline without batches: one whenever it has come to something, counted from zero. */
final class ContinuousReports implements Consumer<EnginePipeline.Progress> {

    private final PipelineMeters numbers;
    private final PipelineObserver observer;
    private long number;

    ContinuousReports(PipelineMeters numbers, PipelineObserver observer) {
        this.numbers = numbers;
        this.observer = observer;
    }

    @Override
    public void accept(EnginePipeline.Progress progress) {
        BatchReport report =
                BatchReport.of(number++, progress.tally(), Option.none(), progress.backlog(), progress.took());
        numbers.batchDone(report);
        observer.batchDone(report);
    }
}
