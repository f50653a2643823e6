package io.vigie.adapters.delta;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.control.Option;
import io.vigie.adapters.spark.history.SparkHistory;
import io.vigie.adapters.spark.testing.ReplayedAlarms;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.review.AlarmInquiry;
import io.vigie.application.review.AlarmStory;
import io.vigie.application.review.BacktestOrder;
import io.vigie.application.review.BacktestReport;
import io.vigie.application.review.Lateness;
import io.vigie.application.review.PastAlarm;
import io.vigie.application.review.RuleBacktest;
import io.vigie.domain.alarm.AlarmId;
import io.vigie.domain.monitor.TimePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live run writes readings and alarms; the same rules over those readings must give those alarms. */
class ReplayedTableTest {

    private static final Duration OUT_OF_ORDER = ofSeconds(20);
    private static final Duration LAST = Duration.ofHours(2);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void run() {
        TestPipeline pipeline =
                TestPipeline.in(directory).rules(ReplayedAlarms.RULES).time(OUT_OF_ORDER, ofMinutes(5), ofMinutes(5));
        Random random = new Random(7);
        for (int file = 0; file < 3; file++) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                // Up to 20 s of disorder is waited for; what is beyond comes late.
                Duration measured = ofSeconds(file * 2_000L + i * 5L + random.nextInt(20) - random.nextInt(20));
                lines.add(flat(
                        "boiler-" + random.nextInt(5),
                        random.nextBoolean() ? "temperature" : "vibration",
                        random.nextInt(110),
                        measured.isNegative() ? Duration.ZERO : measured));
            }
            pipeline.file("part-" + file + ".json", ofSeconds(file * 2_000L + 2_500), lines);
        }
        // Everyone is heard once more, so that the live run has nothing left that waits.
        List<String> lines = new ArrayList<>();
        for (Duration last : List.of(LAST, LAST.plus(OUT_OF_ORDER).plusSeconds(1))) {
            for (int device = 0; device < 5; device++) {
                lines.add(flat("boiler-" + device, "temperature", 20, last));
                lines.add(flat("boiler-" + device, "vibration", 50, last));
            }
        }
        pipeline.file("part-9.json", LAST.plusSeconds(60), lines);
        DeltaConnector delta = new DeltaConnector();
        pipeline.filesPerBatch(1).run(List.of(delta), delta);
    }

    private static SparkHistory history(String table) {
        return new SparkHistory(
                TestSession.get(),
                List.of(new DeltaConnector()),
                new SourcePlan.DeltaTable(directory.resolve(table).toString()),
                PayloadFormat.FLAT,
                terms -> terms,
                new SparkHistory.Span(Option.none(), Option.none()));
    }

    private static SparkHistory files(TimePolicy time) {
        return new SparkHistory(
                TestSession.get(),
                List.of(),
                new SourcePlan.JsonFiles(directory.resolve("in").toString()),
                PayloadFormat.FLAT,
                terms -> terms.time(time),
                new SparkHistory.Span(Option.none(), Option.none()));
    }

    private static BacktestReport backtest(SparkHistory history, int timelines) {
        try (history) {
            return new RuleBacktest(history)
                    .backtest(new BacktestOrder(ReplayedAlarms.RULES, Option.some(ReplayedAlarms.RULES), timelines));
        }
    }

    private static List<Row> rows(Output output) {
        return TestSession.get()
                .read()
                .format("delta")
                .load(directory.resolve(output.word()).toString())
                .collectAsList();
    }

    @Test
    void theSameRulesOverTheReadingsTableGiveTheAlarmsOfTheLiveRunToTheLastWord() {
        List<Row> alarms = rows(Output.ALARMS);
        List<Row> readings = rows(Output.READINGS);
        long late = readings.stream().filter(row -> row.<Boolean>getAs("late")).count();

        BacktestReport report = backtest(history("readings"), 3);

        assertThat(report.alarms().flatMap(PastAlarm::transitions).map(ReplayedAlarms::line))
                .containsExactlyInAnyOrderElementsOf(
                        alarms.stream().map(ReplayedAlarms::line).toList());
        assertThat(alarms).extracting(row -> row.<String>getAs("rule_id")).contains("hot", "burst", "drift", "quiet");
        assertThat(late).isPositive();
        assertThat(report.lateness().readings()).isEqualTo(late);
        assertThat(report.extent().readings()).isEqualTo(readings.size());
        assertThat(report.extent().devices()).isEqualTo(5);
        assertThat(report.extent().last())
                .contains(START.plus(LAST).plus(OUT_OF_ORDER).plusSeconds(1));
        assertThat(report.comparison().get().changesInAll()).isZero();
        assertThat(report.comparison().get().unchanged())
                .isEqualTo(report.tally().alarms());
        assertThat(report.timelines()).hasSize(3);
        assertThat(report.timelines().head().points()).isNotEmpty();
    }

    @Test
    void filesGiveWhatTheTableGivesUnderTheTimeThatTheTableKeeps() {
        BacktestReport table = backtest(history("readings"), 0);
        BacktestReport files = backtest(files(table.terms().time()), 0);

        assertThat(table.terms().time()).isEqualTo(new TimePolicy(OUT_OF_ORDER, ofMinutes(5), ofMinutes(5)));
        assertThat(files.alarms()).isEqualTo(table.alarms());
        assertThat(files.lateness()).isEqualTo(table.lateness());
        assertThat(files.extent()).isEqualTo(table.extent());
    }

    @Test
    void underTheOutOfOrderThatIsToldNothingIsLate() {
        TimePolicy time = new TimePolicy(Duration.ZERO, ofMinutes(5), ofMinutes(5));
        Lateness lateness = backtest(files(time), 0).lateness();

        assertThat(lateness.readings()).isPositive();
        assertThat(backtest(files(new TimePolicy(lateness.outOfOrder(), ofMinutes(5), ofMinutes(5))), 0)
                        .lateness())
                .isEqualTo(Lateness.NONE);
    }

    @Test
    void anAlarmOfTheTableIsExplainedFromItsReadings() {
        Row raised = rows(Output.ALARMS).stream()
                .filter(row -> row.<String>getAs("rule_id").equals("hot")
                        && row.<String>getAs("transition").equals("raised"))
                .findFirst()
                .orElseThrow();
        try (SparkHistory history = history("readings")) {
            AlarmStory story = new AlarmInquiry(history)
                    .explain(ReplayedAlarms.RULES, new AlarmId(raised.<String>getAs("alarm_id")))
                    .get();
            assertThat(story.alarm().device().value()).isEqualTo(raised.<String>getAs("device_id"));
            assertThat(story.steps()).isNotEmpty();
        }
    }

    @Test
    void aTableThatIsNotThereIsRefused() {
        assertThatExceptionOfType(PipelineRefused.class).isThrownBy(() -> history("nothing"));
    }
}
