package io.vigie.adapters.spark.switching;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.rules;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import io.vavr.collection.HashMap;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.adapters.spark.checkpoint.ClockMark;
import io.vigie.adapters.spark.clock.PipelineClock;
import io.vigie.adapters.spark.intake.CurrentPlan;
import io.vigie.adapters.spark.intake.StagePlan;
import io.vigie.adapters.spark.rows.Ticks;
import io.vigie.adapters.spark.spi.messages.HeaderUse;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.adapters.spark.watch.ActiveAlarms;
import io.vigie.adapters.spark.watch.ActiveAlarmsLog;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.InOrder;
import org.mockito.Mockito;

/** Whatever happens to the rules, the observer is told of it once, however often they are looked at. */
class RuleSwitchTest {

    private static final Rule COLD = rule("cold")
            .metric("temperature")
            .raise(Severity.MINOR, when("value < 0"))
            .build();
    private static final Seq<String> BROKEN = List.of("rules.yaml:3:5: no such severity");
    private static final Seq<String> BROKEN_OTHERWISE = List.of("rules.yaml:4:1: `raise` is missing");

    @TempDir
    private Path directory;

    private final SparkSession session = TestSession.get();
    private final LoadRules source = mock();
    private final PipelineObserver observer = mock();
    private ActiveAlarmsLog alarms = ActiveAlarmsLog.none(session, "checkpoint");
    private long batch;

    @BeforeEach
    void theRulesAreAsTheyWere() {
        give(Either.right(rules(hot(80))));
    }

    @Test
    void rulesThatStayAreNothingToTell() {
        RuleSwitch rules = start();

        batches(rules, 3);

        verifyNoInteractions(observer);
    }

    @Test
    void otherRulesAreToldOfOnce() {
        RuleSwitch rules = start();

        give(Either.right(rules(hot(70))));
        batches(rules, 3);
        give(Either.right(rules(hot(70), COLD)));
        batches(rules, 3);

        InOrder told = inOrder(observer);
        told.verify(observer).rulesChanged(from(hot(80), hot(70)));
        told.verify(observer).rulesChanged(RuleChanges.between(rules(hot(70)), rules(hot(70), COLD)));
        verifyNoMoreInteractions(observer);
    }

    @Test
    void rulesThatCannotBeUsedAreToldOfOnceUntilTheyChange() {
        RuleSwitch rules = start();

        give(Either.left(BROKEN));
        batches(rules, 3);
        give(Either.left(BROKEN_OTHERWISE));
        batches(rules, 3);
        give(Either.left(BROKEN));
        batches(rules, 3);

        InOrder told = inOrder(observer);
        told.verify(observer).rulesRefused(BROKEN);
        told.verify(observer).rulesRefused(BROKEN_OTHERWISE);
        told.verify(observer).rulesRefused(BROKEN);
        verifyNoMoreInteractions(observer);
        assertThat(rules.inForce()).isEqualTo(rules(hot(80)));
    }

    @Test
    void rulesThatAreRepairedAreToldOfOnceAsRepairedOrAsOthers() {
        RuleSwitch rules = start();

        give(Either.left(BROKEN));
        batches(rules, 2);
        give(Either.right(rules(hot(80))));
        batches(rules, 2);
        give(Either.left(BROKEN));
        batches(rules, 2);
        give(Either.right(rules(hot(70))));
        batches(rules, 2);

        InOrder told = inOrder(observer);
        told.verify(observer).rulesRefused(BROKEN);
        told.verify(observer).rulesRepaired();
        told.verify(observer).rulesRefused(BROKEN);
        told.verify(observer).rulesChanged(from(hot(80), hot(70)));
        verifyNoMoreInteractions(observer);
    }

    @Test
    void rulesThatTheCheckpointHasNoPlaceForAreRefusedOnce() {
        RuleSwitch rules = start();

        give(Either.right(rules(rule("silent")
                .metric("temperature")
                .raise(Severity.MAJOR, silentFor(Duration.ofMinutes(10)))
                .build())));
        batches(rules, 3);

        verify(observer).rulesRefused(argThat(problems -> problems.head().contains("have deadlines")));
        verifyNoMoreInteractions(observer);
    }

    @Test
    void whatChangedAcrossARestartIsToldOfOnce() {
        batches(start(), 3);

        give(Either.right(rules(hot(70))));
        RuleSwitch again = start(hot(70), Option.some(mark(batch, batch)));
        batches(again, 3);

        verify(observer).rulesChanged(from(hot(80), hot(70)));
        verifyNoMoreInteractions(observer);
    }

    @Test
    void aBatchThatIsRepeatedGoesByItsOwnRulesAndTheChangeIsToldOfOnceItIsDone() {
        batches(start(), 3);

        give(Either.right(rules(hot(70))));
        RuleSwitch again = start(hot(70), Option.some(mark(batch, batch - 1)));
        again.batchBegins(batch);
        assertThat(again.inForce()).isEqualTo(rules(hot(80)));
        verifyNoInteractions(observer);

        batches(again, 3);

        verify(observer).rulesChanged(from(hot(80), hot(70)));
        verifyNoMoreInteractions(observer);
    }

    @Test
    void aRuleThatIsRemovedIsToldOfWithItsActiveAlarms() {
        alarms = ActiveAlarmsLog.of(session, directory.resolve("checkpoint").toString(), Option.none());
        alarms.batchDone(Option.some(new ActiveAlarms(HashMap.of(
                new ActiveAlarms.Kind(new RuleId("hot"), Severity.MAJOR), 2L,
                new ActiveAlarms.Kind(new RuleId("hot"), Severity.MINOR), 1L))));
        RuleSwitch rules = start();

        give(Either.right(rules(COLD)));
        batches(rules, 2);

        verify(observer)
                .rulesChanged(RuleChanges.between(rules(hot(80)), rules(COLD))
                        .whileActive(HashMap.of(new RuleId("hot"), 3L)));
        verifyNoMoreInteractions(observer);
    }

    private static Rule hot(int limit) {
        return rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > " + limit))
                .build();
    }

    private static RuleChanges from(Rule before, Rule now) {
        return RuleChanges.between(rules(before), rules(now));
    }

    private void give(Either<Seq<String>, RuleBook> rules) {
        Mockito.when(source.load()).thenReturn(rules);
    }

    /** A pipeline of a checkpoint without a clock, which looks at its rules as each batch begins. */
    private RuleSwitch start() {
        return start(hot(80), Option.none());
    }

    private RuleSwitch start(Rule rule, Option<ClockMark> mark) {
        TestPipeline pipeline = TestPipeline.in(directory).rules(rule).every(Duration.ofSeconds(1));
        PipelineClock clock =
                new PipelineClock(true, pipeline.plan().time(), Option.none(), Ticks.NONE, System::nanoTime);
        return new RuleSwitch(
                pipeline.plan(),
                source,
                observer,
                new CurrentPlan(StagePlan.of(pipeline.plan(), HeaderUse.asTheyAre(false), false)),
                clock,
                RulesLog.of(session, pipeline.plan().checkpoint()),
                alarms,
                mark);
    }

    private void batches(RuleSwitch rules, int more) {
        for (int i = 0; i < more; i++) {
            rules.batchBegins(++batch);
        }
    }

    private static ClockMark mark(long planned, long committed) {
        return new ClockMark("checkpoint", false, true, Ticks.NONE, planned, Option.some(committed));
    }
}
