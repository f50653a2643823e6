package io.vigie.application.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.application.measurement.Meters;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.EngineRun;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineHealth;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.SourceChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pipeline whose source changes while it runs. */
class StartedPipelineTest {

    private static final String CHANGE = "The table in is not what it was when it was opened";

    private final List<String> told = new ArrayList<>();

    private final PipelineObserver observer = new PipelineObserver() {
        @Override
        public void batchDone(BatchReport report) {
            throw new AssertionError("There are no batches.");
        }

        @Override
        public void sourceChanged(String change) {
            told.add(change);
        }
    };

    private StartedPipeline pipeline;
    private Runnable whenOpened = () -> {};
    private Duration lasts = Duration.ZERO;
    private long now;
    private int opened;

    /** The last of its runs comes to its end, the source of all before changes. */
    private StartedPipeline changing(int times) {
        pipeline = new StartedPipeline(
                () -> {
                    whenOpened.run();
                    return new Run(opened++ < times);
                },
                new Meters(),
                observer,
                () -> now);
        return pipeline;
    }

    private final class Run implements EngineRun {

        private final boolean changes;

        Run(boolean changes) {
            this.changes = changes;
        }

        @Override
        public void awaitEnd() {
            now += lasts.toNanos();
            if (changes) {
                throw new SourceChanged(CHANGE, new IllegalStateException());
            }
        }

        @Override
        public void stop() {
            told.add("stopped");
        }

        @Override
        public PipelineHealth health() {
            return new PipelineHealth(!changes, true, Duration.ZERO);
        }
    }

    @Test
    void itIsOpenedAgainAndThatIsTold() throws InterruptedException {
        changing(1).awaitEnd();

        assertThat(opened).isEqualTo(2);
        assertThat(told).containsExactly(CHANGE);
        assertThat(pipeline.health().running()).isTrue();
    }

    @Test
    void itRunsWhileItIsOpenedAgain() throws InterruptedException {
        List<Boolean> running = new ArrayList<>();
        changing(1);
        whenOpened = () -> running.add(pipeline.health().running());
        pipeline.awaitEnd();

        assertThat(running).containsExactly(true);
    }

    @Test
    void itIsNotOpenedAgainWithoutEnd() {
        StartedPipeline changing = changing(100);

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(changing::awaitEnd)
                .withMessage("The table in is not what it was when it was opened, 6 times in a row, each within a"
                        + " minute. Start it again once nobody changes it.");
        assertThat(opened).isEqualTo(6);
    }

    @Test
    void aChangeNowAndThenIsNoneInARow() throws InterruptedException {
        lasts = Duration.ofMinutes(2);
        changing(100).awaitEnd();

        assertThat(opened).isEqualTo(101);
    }

    @Test
    void aSourceThatCannotBeReadAnyMoreEndsIt() {
        StartedPipeline changing = changing(1);
        whenOpened = () -> {
            throw new PipelineRefused("The table in has no device_id.");
        };

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(changing::awaitEnd)
                .withMessage("The table in is not what it was when it was opened, and cannot be opened again: The table"
                        + " in has no device_id.");
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsStoppedIsNotOpenedAgain() throws InterruptedException {
        StartedPipeline changing = changing(1);
        changing.stop();
        changing.awaitEnd();

        assertThat(opened).isEqualTo(1);
        assertThat(told).containsExactly("stopped");
    }
}
