package io.vigie.application.pipeline;

import static io.vigie.domain.reading.RejectionReason.LATE;
import static io.vigie.domain.reading.RejectionReason.MALFORMED;
import static io.vigie.domain.reading.RejectionReason.TOO_MANY;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.TreeSet;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.measurement.Measurement;
import io.vigie.application.measurement.Meter;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.application.port.out.ScatteredDevices;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.monitor.TimePolicy;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.Severity;
import io.vigie.domain.window.WindowBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the application decides of a pipeline, on an engine that has no messages at all. */
class PipelineOperationTest {

    private static final PipelinePlan PLAN = PipelinePlan.named("test")
            .source(new SourcePlan.JsonFiles("/in"))
            .rules(hot(80))
            .rejectedTo(new SinkPlan.DeltaTable("/rejected"))
            .alarmsTo(new SinkPlan.DeltaTable("/alarms"))
            .readingsTo(new SinkPlan.DeltaTable("/readings"), new SinkPlan.DeltaTable("/copy"))
            .checkpoint("/checkpoint")
            .build();
    private static final PipelinePlan LIVE =
            PLAN.draft().trigger(new TriggerPlan.Every(Duration.ofSeconds(1))).build();

    private final ScriptedEngine engine = new ScriptedEngine();
    private final List<BatchReport> reports = new ArrayList<>();
    private final List<RuleChanges> changes = new ArrayList<>();
    private final List<Integer> manyDays = new ArrayList<>();
    private final List<ScatteredDevices> scattered = new ArrayList<>();

    private final PipelineObserver observer = new PipelineObserver() {
        @Override
        public void batchDone(BatchReport report) {
            reports.add(report);
        }

        @Override
        public void rulesChanged(RuleChanges told) {
            changes.add(told);
        }

        @Override
        public void devicesScattered(long batch, ScatteredDevices told) {
            scattered.add(told);
        }

        @Override
        public void manyEventDays(long batch, int days) {
            manyDays.add(days);
        }
    };

    private static Rule hot(int limit) {
        return rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > " + limit))
                .build();
    }

    private RunningPipeline run(PipelinePlan plan, LoadRules rules) {
        RunningPipeline running = new PipelineOperation(engine).start(plan, rules, observer);
        try {
            running.awaitEnd();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return running;
    }

    private RunningPipeline run(PipelinePlan plan) {
        return run(plan, LoadRules.fixed(plan.rules()));
    }

    @Test
    void whatABatchGoesByIsKeptBeforeItRunsAndEverythingIsWrittenAtOnceAfterItsCount() {
        engine.batches(Tallies.raised("hot", 2), Tallies.readings(1));

        run(PLAN);

        assertThat(engine.asked())
                .containsExactly(
                        "rules from 0",
                        "run 0",
                        "at once",
                        "append /readings",
                        "append /copy",
                        "append /alarms",
                        "create /rejected",
                        "alarms from 0",
                        "devices from 1",
                        "stay",
                        "run 1",
                        "at once",
                        "append /readings",
                        "append /copy",
                        "stay");
        assertThat(reports).extracting(BatchReport::number).containsExactly(0L, 1L);
        assertThat(reports).extracting(BatchReport::activeAlarms).containsOnly(Option.some(2L));
        assertThat(reports.get(0).backlog()).isEqualTo(HashMap.of("0", 7L));
    }

    /** A source may have to ask its broker. */
    @Test
    void whatABatchLeavesIsAskedOnce() {
        engine.batches(Tallies.readings(1), Tallies.readings(1));

        run(PLAN);

        assertThat(reports).hasSize(2);
        assertThat(engine.backlogsAsked()).isEqualTo(2);
    }

    @Test
    void aBatchThatIsTooBadIsNotWrittenAndNotReported() {
        engine.batches(Tallies.of(1, HashMap.of(MALFORMED, 3L, LATE, 2L)));
        PipelinePlan plan = PLAN.draft()
                .payload(new PayloadPlan(PLAN.payload().format(), PLAN.payload().maxBytes(), 0.5))
                .build();

        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> run(plan))
                .withMessageStartingWith(
                        "3 of 4 readings and rejected messages of a batch were rejected ({malformed=3})")
                .withMessageContaining("than the 0.5 that payload.maxRejectedShare");

        assertThat(engine.asked()).containsExactly("rules from 0", "run 0");
        assertThat(reports).isEmpty();
    }

    @Test
    void readingsThatAreLateOrTooManyDoNotMakeABatchBad() {
        engine.batches(Tallies.of(1, HashMap.of(LATE, 30L, TOO_MANY, 30L, MALFORMED, 1L)));
        PipelinePlan plan = PLAN.draft()
                .payload(new PayloadPlan(PLAN.payload().format(), PLAN.payload().maxBytes(), 0.5))
                .build();

        run(plan);

        assertThat(reports)
                .singleElement()
                .extracting(BatchReport::rejectedInAll)
                .isEqualTo(61L);
    }

    @Test
    void aBatchInWhichOnlyTimePassesIsNotReportedAndTablesAreMadeAllTheSame() {
        engine.batches(Tallies.nothing());

        run(PLAN);

        assertThat(reports).isEmpty();
        assertThat(engine.asked()).contains("create /readings", "create /copy", "create /alarms", "create /rejected");
    }

    @Test
    void whatNoBatchHasMadeIsMadeAtTheEnd() {
        run(PLAN);

        assertThat(engine.asked())
                .containsExactly("at once", "create /readings", "create /copy", "create /alarms", "create /rejected");
    }

    @Test
    void rulesThatChangeHoldFromTheNextBatchOnAndAreKeptWithIt() {
        AtomicReference<RuleBook> book = new AtomicReference<>(LIVE.rules());
        List<RuleBook> next = new ArrayList<>(List.of(rules(hot(80)), rules(hot(70)), rules(hot(70))));
        engine.batches(Tallies.readings(1), Tallies.readings(1), Tallies.readings(1))
                .before(() -> book.set(next.remove(0)));

        run(LIVE, () -> Either.right(book.get()));

        assertThat(engine.terms())
                .extracting(terms -> terms.rules())
                .containsExactly(rules(hot(80)), rules(hot(70)), rules(hot(70)));
        assertThat(engine.asked().stream().filter(asked -> asked.matches("r.*")))
                .containsExactly("rules from 0", "run 0", "rules from 1", "run 1", "run 2");
        assertThat(changes).containsExactly(RuleChanges.between(rules(hot(80)), rules(hot(70))));
    }

    @Test
    void rulesThatCannotBeUsedLeaveThoseInForceAndAreMeasured() {
        engine.batches(Tallies.readings(1));

        RunningPipeline running = run(LIVE, () -> Either.left(io.vavr.collection.List.of("rules.yaml:3:5: wrong")));

        assertThat(engine.terms()).extracting(terms -> terms.rules()).containsExactly(rules(hot(80)));
        assertThat(number(running, Meter.RULES_REFUSED)).isEqualTo(1);
    }

    @Test
    void aBatchThatIsRepeatedGoesByTheRulesThatItWasBegunWith() {
        engine.batches(Tallies.readings(1));
        run(PLAN);
        engine.knowing(new CheckpointMark("/checkpoint", true, true, Ticks.NONE, 0, Option.none()))
                .batches(Tallies.readings(1), Tallies.readings(1));
        PipelinePlan changed = LIVE.draft().rules(hot(70)).build();

        engine.terms().clear();
        AtomicReference<RuleBook> asked = new AtomicReference<>(rules(hot(80)));
        run(changed, () -> Either.right(asked.getAndSet(rules(hot(70)))));

        assertThat(engine.terms()).extracting(terms -> terms.rules()).containsExactly(rules(hot(80)), rules(hot(70)));
        assertThat(changes).containsExactly(RuleChanges.between(rules(hot(80)), rules(hot(70))));
    }

    @Test
    void theNumberOfActiveAlarmsGoesOnAfterARestart() {
        engine.batches(Tallies.raised("hot", 2));
        run(PLAN);
        engine.knowing(new CheckpointMark("/checkpoint", true, true, Ticks.NONE, 0, Option.some(0L)))
                .batches(Tallies.raised("hot", 1));

        RunningPipeline running = run(PLAN);

        assertThat(reports.get(1).activeAlarms()).isEqualTo(Option.some(3L));
        assertThat(number(running, Meter.ALARMS_ACTIVE)).isEqualTo(3);
    }

    @Test
    void theClockIsMovedForDevicesToBeForgottenAndForThemAlone() {
        engine.batches(Tallies.at(1_000), Tallies.nothing());
        run(PLAN);
        assertThat(engine.clock()).isEqualTo(Ticks.NONE);

        engine.toForget(new DeviceId("boiler-1")).batches(Tallies.nothing());
        run(PLAN);

        assertThat(engine.clock()).isPositive();
        assertThat(engine.terms().get(2).forgetting()).isEqualTo(HashSet.of(new DeviceId("boiler-1")));
    }

    @Test
    void messagesMoveTheClockWhereSomethingWaitsForItAndTheyAreAllThereAre() {
        engine.batches(Tallies.readings(1));
        PipelinePlan waiting = PLAN.draft()
                .rules(rule("silent")
                        .metric("temperature")
                        .raise(Severity.MAJOR, silentFor(Duration.ofMinutes(1)))
                        .build())
                .build();

        run(waiting);
        engine.leaving(HashMap.of("0", 0L));
        run(PLAN);
        run(waiting);

        assertThat(engine.terms()).extracting(terms -> terms.movesClock()).containsExactly(false, false, true);
    }

    @Test
    void aCheckpointWithoutAPlaceForTheClockRefusesAPipelineThatNeedsOneAndIsLetGo() {
        engine.knowing(new CheckpointMark("/checkpoint", false, true, Ticks.NONE, 0, Option.some(0L)));
        PipelinePlan waiting = PLAN.draft()
                .rules(rule("silent")
                        .metric("temperature")
                        .raise(Severity.MAJOR, silentFor(Duration.ofMinutes(1)))
                        .build())
                .build();

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> run(waiting))
                .withMessageContaining("has no place for the pipeline's clock");

        assertThat(engine.asked()).containsExactly("closed");
    }

    @Test
    void devicesInSeveralPartitionsAreToldOnceARun() {
        ScatteredDevices found = new ScatteredDevices(3, "pump-1", TreeSet.of("readings-0", "readings-3"));
        ScatteredDevices later = new ScatteredDevices(2, "pump-2", TreeSet.of("readings-1", "readings-3"));
        engine.batches(Tallies.readings(1), Tallies.scattered(found), Tallies.scattered(later));
        run(PLAN);

        assertThat(scattered).containsExactly(found);
        assertThat(reports).extracting(BatchReport::scatteredDevices).containsExactly(0L, 3L, 2L);
    }

    /** That is one of the two remedies. */
    @Test
    void devicesInSeveralPartitionsAreNotToldWhereReadingsWaitForEachOther() {
        engine.batches(Tallies.scattered(new ScatteredDevices(1, "pump-1", TreeSet.of("readings-0", "readings-3"))));
        run(PLAN.draft()
                .time(new TimePolicy(Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofMinutes(5)))
                .build());

        assertThat(scattered).isEmpty();
        assertThat(reports).extracting(BatchReport::scatteredDevices).containsExactly(1L);
    }

    @Test
    void readingsOfVeryManyDaysAreTold() {
        engine.eventDays(1_000).batches(Tallies.readings(1));
        run(PLAN);
        engine.eventDays(1_001).batches(Tallies.readings(1));
        run(PLAN);

        assertThat(manyDays).containsExactly(1_001);
    }

    @Test
    void withoutBatchesWhatComesIsReportedUnderNumbersOfItsOwn() {
        engine.batches(Tallies.of(5, HashMap.of(MALFORMED, 95L)), Tallies.readings(7));

        RunningPipeline running = run(PLAN.draft()
                .trigger(new TriggerPlan.Continuous(Duration.ofSeconds(1)))
                .build());

        assertThat(reports).extracting(BatchReport::number).containsExactly(0L, 1L);
        assertThat(reports).extracting(BatchReport::readings).containsExactly(5L, 7L);
        assertThat(number(running, Meter.READINGS)).isEqualTo(12);
    }

    @Test
    void windowsThatThePlanHasAreThoseOfItsBatches() {
        engine.batches(Tallies.readings(1));
        run(PLAN);

        assertThat(engine.terms()).extracting(terms -> terms.windows()).containsExactly(WindowBook.EMPTY);
    }

    /** The value of a meter, added up over its labels. */
    private static double number(RunningPipeline running, Meter meter) {
        return running.measurements()
                .filter(each -> each.meter() == meter)
                .map(each -> ((Measurement.Value) each).value())
                .sum()
                .doubleValue();
    }
}
