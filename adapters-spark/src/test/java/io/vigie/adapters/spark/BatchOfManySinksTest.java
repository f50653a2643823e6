package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.vavr.control.Option;
import io.vigie.adapters.spark.spi.BatchId;
import io.vigie.adapters.spark.spi.SparkSink;
import io.vigie.adapters.spark.spi.SparkSinkProvider;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.InOrder;

/** A batch is for all of its sinks or for none: the observer and the checkpoint know it once every sink has it. */
@Timeout(120)
class BatchOfManySinksTest {

    @TempDir
    private Path directory;

    private final SparkSink readings = mock();
    private final SparkSink rejected = mock();
    private final PipelineObserver observer = mock();
    private final SparkSinkProvider sinks =
            (plan, output, pipeline) -> Option.some(output == Output.READINGS ? readings : rejected);
    private TestPipeline pipeline;

    /** Each has something for either sink. */
    @BeforeEach
    void threeBatches() {
        pipeline = TestPipeline.in(directory)
                .outputs(Output.READINGS, Output.REJECTED)
                .filesPerBatch(1);
        for (int i = 0; i < 3; i++) {
            Duration time = ofSeconds(i + 1);
            pipeline.file(i + ".json", time, List.of(flat("a", "temperature", i, time), "no JSON"));
        }
    }

    @Test
    void theObserverIsToldOfEachBatchOnceInOrderWhenEverySinkHasIt() {
        pipeline.run(sinks, observer);

        for (SparkSink sink : List.of(readings, rejected)) {
            InOrder told = inOrder(sink, observer);
            told.verify(sink).prepare(any(), any());
            for (long batch = 0; batch < 3; batch++) {
                told.verify(sink).append(any(), number(batch));
                told.verify(observer).batchDone(reportOf(batch));
            }
            verify(sink, times(3)).append(any(), any());
        }
        verifyNoMoreInteractions(observer);
    }

    @Test
    void aSinkThatFailsKeepsItsBatchFromBeingDoneAndTheNextFromEverySink() {
        doNothing()
                .doThrow(new IllegalStateException("The disk is full."))
                .doNothing()
                .when(rejected)
                .append(any(), any());

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> pipeline.run(sinks, observer))
                .withMessageContaining("The disk is full.");

        for (SparkSink sink : List.of(readings, rejected)) {
            verify(sink).append(any(), number(0));
            verify(sink, never()).append(any(), number(2));
        }
        verify(observer).batchDone(reportOf(0));
        verifyNoMoreInteractions(observer);
        assertThat(directory.resolve("checkpoint/commits/0")).exists();
        assertThat(directory.resolve("checkpoint/commits/1")).doesNotExist();

        pipeline.run(sinks, observer);

        for (SparkSink sink : List.of(readings, rejected)) {
            InOrder again = inOrder(sink, observer);
            again.verify(sink).append(any(), number(0));
            again.verify(observer).batchDone(reportOf(0));
            again.verify(sink, times(2)).append(any(), number(1));
            again.verify(observer).batchDone(reportOf(1));
            again.verify(sink).append(any(), number(2));
            again.verify(observer).batchDone(reportOf(2));
            verify(sink, times(4)).append(any(), any());
        }
        verifyNoMoreInteractions(observer);
    }

    @Test
    void aFailureComesOutOnceNoOtherSinkIsWritingAnyMore() {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean written = new AtomicBoolean();
        doAnswer(append -> {
                    failing.countDown();
                    throw new IllegalStateException("The disk is full.");
                })
                .when(rejected)
                .append(any(), any());
        doAnswer(append -> {
                    failing.await();
                    Thread.sleep(ofMillis(500).toMillis());
                    written.set(true);
                    return null;
                })
                .when(readings)
                .append(any(), any());

        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(() -> pipeline.run(sinks, observer));

        assertThat(written).isTrue();
        verifyNoInteractions(observer);
    }

    private static BatchId number(long batch) {
        return argThat(id -> id.number() == batch);
    }

    private static BatchReport reportOf(long batch) {
        return argThat(report -> report.number() == batch && report.readings() == 1 && report.rejectedInAll() == 1);
    }
}
