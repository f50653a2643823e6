package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.pipeline.RunningPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChangingRulesTest {

    private static final Rule SILENT = rule("silent")
            .metric("temperature")
            .raise(Severity.MAJOR, silentFor(ofMinutes(10)))
            .build();

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private CollectedRows rows = new CollectedRows();
    private final Told told = new Told();

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory);
    }

    private static Rule hot(int limit) {
        return rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > " + limit))
                .build();
    }

    private static String temperature(String device, double value, Duration measured) {
        return flat(device, "temperature", value, measured);
    }

    private List<Row> alarmRows() {
        return rows.at(directory.resolve("alarms").toString());
    }

    private List<String> alarms() {
        return alarmRows().stream()
                .map(row -> row.<String>getAs("rule_id") + " " + row.getAs("device_id") + " " + row.getAs("transition"))
                .toList();
    }

    private List<Row> readings() {
        return rows.at(directory.resolve("readings").toString());
    }

    /** What an observer is told, a line each. */
    private static final class Told implements PipelineObserver {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<BatchReport> reports = new CopyOnWriteArrayList<>();

        @Override
        public void batchDone(BatchReport report) {
            reports.add(report);
        }

        @Override
        public void rulesChanged(RuleChanges changes) {
            lines.add(changes.toString());
        }

        @Override
        public void rulesRefused(Seq<String> problems) {
            lines.add("refused: " + problems.mkString("; "));
        }

        @Override
        public void rulesRepaired() {
            lines.add("repaired");
        }
    }

    @Test
    void aRunningPipelineTakesOtherRulesBetweenBatches() throws Exception {
        AtomicReference<Either<Seq<String>, RuleBook>> edited = new AtomicReference<>(Either.right(rules(hot(80))));
        pipeline = pipeline.rules(hot(80)).every(ofMillis(100));
        RunningPipeline running = pipeline.start(rows, edited::get, told);
        try {
            pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 75, ofSeconds(1))));
            await(() -> readings().size() == 1);
            assertThat(told.lines).isEmpty();

            edited.set(Either.left(io.vavr.collection.List.of("rules.yaml:3:5: no such severity")));
            await(() -> told.lines.size() == 1);
            pipeline.file("2.json", ofMinutes(2), List.of(temperature("a", 76, ofSeconds(2))));
            await(() -> readings().size() == 2);
            assertThat(told.lines).containsExactly("refused: rules.yaml:3:5: no such severity");
            assertThat(alarms()).isEmpty();

            edited.set(Either.right(rules(hot(70), SILENT)));
            await(() -> told.lines.size() == 2);
            pipeline.file("3.json", ofMinutes(3), List.of(temperature("a", 77, ofSeconds(3))));
            // Both sinks of its batch are written before it is stopped.
            await(() -> readings().size() == 3 && !alarms().isEmpty());
        } finally {
            running.stop();
        }

        assertThat(told.lines)
                .containsExactly("refused: rules.yaml:3:5: no such severity", "added silent; changed hot");
        assertThat(alarms()).containsExactly("hot a raised");
        assertThat(readings()).extracting(row -> row.getList(6)).containsExactly(List.of(), List.of(), List.of("hot"));
    }

    @Test
    void rulesThatAreRepairedAsTheyWereAreToldOnce() throws Exception {
        RuleBook book = rules(hot(80));
        AtomicReference<Either<Seq<String>, RuleBook>> edited = new AtomicReference<>(Either.right(book));
        pipeline = pipeline.rules(hot(80)).every(ofMillis(50));
        RunningPipeline running = pipeline.start(rows, edited::get, told);
        try {
            edited.set(Either.left(io.vavr.collection.List.of("broken")));
            await(() -> told.lines.size() == 1);
            edited.set(Either.right(rules(hot(80))));
            await(() -> told.lines.size() == 2);
            Thread.sleep(500);
        } finally {
            running.stop();
        }

        assertThat(told.lines).containsExactly("refused: broken", "repaired");
    }

    @Test
    void deadlinesThatRulesComeToHaveWhileRunningAreReached() throws Exception {
        AtomicReference<Either<Seq<String>, RuleBook>> edited = new AtomicReference<>(Either.right(rules(hot(80))));
        pipeline = pipeline.rules(hot(80)).every(ofMillis(100)).ofThePast();
        RunningPipeline running = pipeline.start(rows, edited::get, told);
        try {
            pipeline.file("1.json", ofMinutes(30), List.of(temperature("b", 1, ofMinutes(20))));
            await(() -> readings().size() == 1);
            edited.set(Either.right(rules(hot(80), SILENT)));
            await(() -> told.lines.size() == 1);
            pipeline.file("2.json", ofMinutes(31), List.of(temperature("a", 1, ofSeconds(2))));
            await(() -> !alarms().isEmpty());
        } finally {
            running.stop();
        }

        assertThat(alarms()).containsExactly("silent a raised");
    }

    @Test
    void soAreThoseThatOnlyArrivalsReach() throws Exception {
        AtomicReference<Either<Seq<String>, RuleBook>> edited = new AtomicReference<>(Either.right(rules(hot(80))));
        pipeline = pipeline.rules(hot(80)).every(ofMillis(100));
        RunningPipeline running = pipeline.start(rows, edited::get, told);
        try {
            pipeline.file("1.json", ofMinutes(20), List.of(temperature("b", 1, ofMinutes(24))));
            await(() -> readings().size() == 1);
            edited.set(Either.right(rules(hot(80), SILENT)));
            await(() -> told.lines.size() == 1);
            // The clock of a is four minutes behind: were it reached by b's, or by no lag, it would fall silent at 26.
            pipeline.file("2.json", ofMinutes(20), List.of(temperature("a", 1, ofMinutes(16))));
            await(() -> readings().size() == 2);
            pipeline.file("3.json", ofMinutes(29), List.of(temperature("b", 1, ofMinutes(33))));
            await(() -> readings().size() == 3);
            pipeline.file("4.json", ofSeconds(1_770), List.of(temperature("a", 1, ofSeconds(1_530))));
            await(() -> readings().size() == 4);
            pipeline.file("5.json", ofMinutes(35), List.of(temperature("b", 1, ofMinutes(39))));
            pipeline.file("6.json", ofMillis(2_370_001), List.of(temperature("b", 1, ofMinutes(43))));
            await(() -> !alarms().isEmpty());
        } finally {
            running.stop();
        }

        assertThat(alarms()).containsExactly("silent a raised");
        assertThat(alarmRows().get(0).<Timestamp>getAs("event_time"))
                .isEqualTo(Timestamp.from(TestPipeline.START.plusSeconds(2_130)));
    }

    @Test
    void whatChangedAcrossARestartIsToldAndStateIsKeptWhereTheRuleReadsTheSame() {
        pipeline = pipeline.rules(hot(80), SILENT);
        pipeline.file(
                "1.json",
                ofMinutes(1),
                List.of(temperature("a", 85, ofSeconds(1)), temperature("b", 85, ofSeconds(1))));
        pipeline.run(rows, told);
        assertThat(alarms()).hasSize(2);
        assertThat(told.lines).isEmpty();

        pipeline = pipeline.rules(hot(90), SILENT);
        pipeline.file("2.json", ofMinutes(2), List.of(temperature("a", 86, ofSeconds(2))));
        pipeline.run(rows, told);

        assertThat(told.lines).containsExactly("changed hot");
        assertThat(alarms()).hasSize(3).contains("hot a cleared");
        assertThat(alarmRows())
                .extracting(row -> row.getString(0))
                .satisfies(ids -> assertThat(ids.get(2)).isIn(ids.get(0), ids.get(1)));
        assertThat(told.reports).allMatch(report -> report.startedAfresh().isEmpty());
    }

    @Test
    void aRuleThatReadsSomethingElseStartsAfreshAndItsDevicesAreCounted() {
        pipeline = pipeline.rules(hot(80));
        pipeline.file(
                "1.json",
                ofMinutes(1),
                List.of(temperature("a", 85, ofSeconds(1)), temperature("b", 85, ofSeconds(1))));
        pipeline.run(rows, told);

        pipeline = pipeline.rules(rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 80 and pressure > 1"))
                .build());
        pipeline.file(
                "2.json",
                ofMinutes(2),
                List.of(
                        temperature("a", 86, ofSeconds(2)),
                        temperature("b", 86, ofSeconds(2)),
                        temperature("c", 1, ofSeconds(2))));
        pipeline.run(rows, told);
        pipeline.file("3.json", ofMinutes(3), List.of(temperature("a", 86, ofSeconds(3))));
        pipeline.run(rows, told);

        assertThat(told.lines).containsExactly("changed hot; hot (2 active alarms are forgotten) starts afresh");
        assertThat(told.reports)
                .extracting(report -> report.startedAfresh().toJavaMap())
                .containsExactly(Map.of(), Map.of(new RuleId("hot"), 2L), Map.of());
    }

    @Test
    void aBatchThatIsRepeatedGoesByTheRulesItWasBegunWith() {
        String failing = directory.resolve("readings").toString();
        pipeline = pipeline.rules(hot(80));
        pipeline.file("1.json", ofMinutes(1), List.of(temperature("a", 1, ofSeconds(1))));
        pipeline.run(rows, told);
        pipeline.file("2.json", ofMinutes(2), List.of(temperature("a", 85, ofSeconds(2))));
        rows.obstruct(failing, true);
        assertThatExceptionOfType(PipelineFailed.class).isThrownBy(() -> pipeline.run(rows, told));
        rows.obstruct(failing, false);
        rows = new CollectedRows();
        pipeline.file("3.json", ofMinutes(3), List.of(temperature("b", 85, ofSeconds(3))));

        pipeline = pipeline.rules(hot(90));
        pipeline.run(rows, told);

        assertThat(alarms()).as("of the batch that was begun with the limit 80").containsExactly("hot a raised");
        assertThat(told.lines).containsExactly("changed hot");
    }

    @Test
    void alarmsOfShadowRulesGoToTablesMarkedAndNowhereElse() {
        String alerting = directory.resolve("alerting").toString();
        Rule shadow = rule("trial")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 70"))
                .shadow()
                .build();
        pipeline = pipeline.rules(hot(80), shadow).sinks(Output.ALARMS, directory.resolve("alarms"), Path.of(alerting));
        rows.alert(alerting);
        pipeline.file(
                "1.json", ofMinutes(1), List.of(temperature("a", 85, ofSeconds(1)), temperature("a", 1, ofSeconds(2))));

        pipeline.run(rows, told);

        assertThat(alarmRows())
                .extracting(
                        row -> row.<String>getAs("rule_id") + " " + row.getAs("transition") + " " + row.getAs("shadow"))
                .containsExactlyInAnyOrder(
                        "hot raised false", "hot cleared false", "trial raised true", "trial cleared true");
        assertThat(alarmRows())
                .allMatch(row -> row.<Boolean>getAs("shadow")
                        == row.<String>getAs("explanation").contains("\"shadow\":true"));
        assertThat(rows.at(alerting))
                .extracting(row -> row.<String>getAs("rule_id"))
                .containsExactly("hot", "hot");
        assertThat(told.reports.get(0).transitions().toJavaMap()).isEqualTo(Map.of("raised", 1L, "cleared", 1L));
        assertThat(told.reports.get(0).shadowTransitions().toJavaMap()).isEqualTo(Map.of("raised", 1L, "cleared", 1L));
        assertThat(readings()).extracting(row -> row.getList(6)).contains(List.of("hot", "trial"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
