package io.vigie.adapters.spark.watch;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.List;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meter;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.JavaConverters;

@Timeout(120)
class PipelineMetricsTest {

    private static final Rule HOT = rule("hot")
            .metric("temperature")
            .raise(Severity.MAJOR, when("value > 90"))
            .raise(Severity.WARNING, when("value > 80"))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private final CollectedRows rows = new CollectedRows();

    @BeforeEach
    void newPipeline() {
        TestSession.get();
        pipeline = TestPipeline.in(directory).named("boilers").rules(HOT);
    }

    private void temperatures(String file, long second, double... ofDevices) {
        ArrayList<String> lines = new ArrayList<>();
        for (int i = 0; i < ofDevices.length; i++) {
            lines.add(flat("d" + i, "temperature", ofDevices[i], ofSeconds(second + i)));
        }
        pipeline.file(file, ofMinutes(10), lines);
    }

    private RunningPipeline ran(TestPipeline some) throws InterruptedException {
        RunningPipeline running = some.start(rows, PipelineObserver.NOBODY);
        running.awaitEnd();
        return running;
    }

    private static double value(RunningPipeline running, Meter meter, String... labels) {
        return running.measurements()
                .filter(each -> each.meter() == meter)
                .map(each -> (Measurement.Value) each)
                .find(each -> each.labels().equals(List.of(labels)))
                .map(Measurement.Value::value)
                .getOrElse(Double.NaN);
    }

    private static Set<String> namesInSpark() {
        Set<String> names = new TreeSet<>();
        for (Source source :
                JavaConverters.seqAsJavaList(SparkEnv.get().metricsSystem().getSourcesByName("vigie"))) {
            names.addAll(source.metricRegistry().getNames());
        }
        return names;
    }

    @Test
    void countsAreThoseOfTheOutputs() throws InterruptedException {
        temperatures("1.json", 0, 95, 85, 70, 85);
        pipeline.file("2.json", ofMinutes(10), List.of("{", "[]", flat("d3", "temperature", 70, ofSeconds(60))));
        pipeline.file("3.json", ofMinutes(10), new byte[0]);

        RunningPipeline running = ran(pipeline);

        assertThat(value(running, Meter.READINGS)).isEqualTo(5);
        assertThat(value(running, Meter.REJECTED_MESSAGES, "malformed")
                        + value(running, Meter.REJECTED_MESSAGES, "wrong_type"))
                .isEqualTo(2);
        assertThat(value(running, Meter.REJECTED_MESSAGES, "late")).isZero();
        assertThat(value(running, Meter.NOT_READ, "empty")).isEqualTo(1);
        assertThat(value(running, Meter.NOT_READ, "no_permission")).isZero();
        assertThat(value(running, Meter.ALARM_TRANSITIONS, "hot", "raised", "warning"))
                .isEqualTo(2);
        assertThat(value(running, Meter.ALARM_TRANSITIONS, "hot", "raised", "major"))
                .isEqualTo(1);
        assertThat(value(running, Meter.ALARM_TRANSITIONS, "hot", "cleared", "warning"))
                .isEqualTo(1);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "warning")).isEqualTo(1);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "major")).isEqualTo(1);
        assertThat(value(running, Meter.WATERMARK))
                .as("when the last file arrived")
                .isEqualTo((double) TestPipeline.START.plus(ofMinutes(10)).getEpochSecond());
    }

    @Test
    void whatSparkTellsOfBatchesAndStateIsMeasured() throws InterruptedException {
        temperatures("1.json", 0, 95, 85, 70, 85);

        RunningPipeline running = pipeline.every(ofMillis(100)).start(rows, PipelineObserver.NOBODY);
        try {
            await(() -> value(running, Meter.STATE_ROWS) == 4);
            assertThat(value(running, Meter.STATE_MEMORY)).isPositive();
            assertThat(value(running, Meter.STATE_ROWS_UPDATED)).isGreaterThanOrEqualTo(4);
            // In milliseconds, and less than one where files are fast: that it is told must do.
            assertThat(value(running, Meter.STATE_STEP, "commit")).isNotNaN();
            assertThat(value(running, Meter.BATCH_STEP, "addBatch")).isPositive();
            assertThat(running.measurements()
                            .filter(each -> each.meter() == Meter.BATCH_DURATION)
                            .map(each -> ((Measurement.Distribution) each).count())
                            .head())
                    .isPositive();
        } finally {
            running.stop();
        }
    }

    @Test
    void activeAlarmsAreKnownAfterARestart() throws InterruptedException {
        temperatures("1.json", 0, 95, 85, 85, 70);
        ran(pipeline);
        temperatures("2.json", 60, 70, 95, 85, 85);
        java.util.List<BatchReport> reports = new ArrayList<>();

        RunningPipeline running = pipeline.start(rows, reports::add);
        running.awaitEnd();

        assertThat(value(running, Meter.ALARM_TRANSITIONS, "hot", "raised", "warning"))
                .isEqualTo(1);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "warning"))
                .as("one that was raised before, one now")
                .isEqualTo(2);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "major")).isEqualTo(1);
        assertThat(reports.get(reports.size() - 1).activeAlarms()).containsExactly(3L);
    }

    @Test
    void activeAlarmsAreThereBeforeTheFirstBatchOfARestart() throws InterruptedException {
        temperatures("1.json", 0, 95, 85, 85, 70);
        ran(pipeline);

        RunningPipeline running = ran(pipeline);

        assertThat(value(running, Meter.BATCHES)).isZero();
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "warning")).isEqualTo(2);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "major")).isEqualTo(1);
    }

    @Test
    void aRepeatedBatchCountsActiveAlarmsOnce() throws InterruptedException {
        temperatures("1.json", 0, 95);
        ran(pipeline);
        temperatures("2.json", 60, 95, 95);
        String alarms = directory.resolve("alarms").toString();
        rows.obstruct(alarms, true);
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(() -> ran(pipeline));
        rows.obstruct(alarms, false);

        assertThat(value(ran(pipeline), Meter.ALARMS_ACTIVE, "hot", "major")).isEqualTo(2);
    }

    @Test
    void alarmsThatAreForgottenAreNotActive() throws InterruptedException {
        temperatures("1.json", 0, 95, 95);
        ran(pipeline);
        Rule other = rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 90 and pressure < 1"))
                .build();
        temperatures("2.json", 60, 60);

        RunningPipeline running = ran(pipeline.rules(other));

        assertThat(value(running, Meter.ALARMS_ACTIVE, "hot", "major"))
                .as("that of the device that sent nothing since")
                .isEqualTo(1);
        assertThat(value(ran(pipeline.rules()), Meter.ALARMS_ACTIVE, "hot", "major"))
                .as("of a rule that is gone")
                .isNaN();
    }

    @Test
    void alarmsOfShadowRulesAreCountedApart() throws InterruptedException {
        Rule trial = rule("trial")
                .metric("temperature")
                .raise(Severity.MINOR, when("value > 80"))
                .shadow()
                .build();
        temperatures("1.json", 0, 85, 95);

        RunningPipeline running = ran(pipeline.rules(HOT, trial));

        assertThat(value(running, Meter.SHADOW_ALARM_TRANSITIONS, "trial", "raised", "minor"))
                .isEqualTo(2);
        assertThat(value(running, Meter.SHADOW_ALARMS_ACTIVE, "trial", "minor")).isEqualTo(2);
        assertThat(value(running, Meter.ALARMS_ACTIVE, "trial", "minor")).isNaN();
        assertThat(value(running, Meter.ALARM_TRANSITIONS, "trial", "raised", "minor"))
                .isNaN();
    }

    @Test
    void theEndOfAPipelineLeavesTheMetricsOfOneWhoseNameBeginsLikeIt() throws InterruptedException {
        temperatures("1.json", 0, 95);
        TestPipeline second = TestPipeline.in(directory.resolve("second")).named("boilers-2");
        RunningPipeline longer = second.every(ofMillis(100)).start(rows, PipelineObserver.NOBODY);
        try {
            RunningPipeline shorter = pipeline.every(ofMillis(100)).start(rows, PipelineObserver.NOBODY);
            // What is stopped in its first batch may still write to its checkpoint, which the test is about to delete.
            await(() -> value(longer, Meter.READY) == 1 && value(shorter, Meter.READY) == 1);
            assertThat(namesInSpark())
                    .contains(
                            "boilers.readings",
                            "boilers.rejected_messages.malformed",
                            "boilers.alarms_active.hot.major",
                            "boilers.batch_duration_seconds.count",
                            "boilers-2.readings");
            shorter.stop();
            try {
                shorter.awaitEnd();
            } finally {
                assertThat(namesInSpark())
                        .contains("boilers-2.readings")
                        .noneMatch(name -> name.startsWith("boilers."));
            }
        } finally {
            longer.stop();
            longer.awaitEnd();
        }
        assertThat(namesInSpark()).noneMatch(name -> name.startsWith("boilers"));
    }

    @Test
    void aPipelineIsReadyOnceItHasLookedAndNotRunningOnceItHasEnded() throws InterruptedException {
        RunningPipeline running = pipeline.every(ofMillis(100)).start(rows, PipelineObserver.NOBODY);
        assertThat(running.health().running()).isTrue();
        temperatures("1.json", 0, 95);
        await(() -> running.health().ready());
        await(() -> value(running, Meter.READINGS) == 1);
        assertThat(running.health().stalled()).isLessThan(ofSeconds(60));
        assertThat(value(running, Meter.RUNNING)).isEqualTo(1);
        running.stop();
        running.awaitEnd();
        assertThat(running.health().running()).isFalse();
        assertThat(running.health().stalled()).isZero();
        assertThat(value(running, Meter.RUNNING)).isZero();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
