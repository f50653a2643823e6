package io.vigie.application.pipeline;

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
import io.vigie.application.plan.PipelinePlan;
import io.vigie.application.plan.SinkPlan;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.plan.TriggerPlan;
import io.vigie.application.port.out.ActiveAlarms;
import io.vigie.application.port.out.CheckpointMark;
import io.vigie.application.port.out.KeptByBatch;
import io.vigie.application.port.out.LoadRules;
import io.vigie.application.port.out.PipelineObserver;
import io.vigie.domain.monitor.RuleChanges;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.RuleBook;
import io.vigie.domain.rule.RuleId;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private final KeptByBatch<ActiveAlarms> activeAlarms = mock();
    private final TreeMap<Long, RuleBook> log = new TreeMap<>();
    private final LoadRules source = mock();
    private final PipelineObserver observer = mock();
    private ActiveAlarmCount alarms = ActiveAlarmCount.none(activeAlarms);
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
        alarms = ActiveAlarmCount.of(activeAlarms, Option.none());
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

    private RuleSwitch start(Rule rule, Option<CheckpointMark> mark) {
        PipelinePlan plan = PipelinePlan.named("test")
                .source(new SourcePlan.JsonFiles("in"))
                .rules(rule)
                .alarmsTo(new SinkPlan.DeltaTable("alarms"))
                .trigger(new TriggerPlan.Every(Duration.ofSeconds(1)))
                .checkpoint("checkpoint")
                .build();
        PipelineClock clock = new PipelineClock(true, plan.time(), Option.none(), Ticks.NONE, () -> 0);
        return new RuleSwitch(plan, source, observer, new CurrentTerms(plan, false), clock, kept(), alarms, mark);
    }

    private KeptByBatch<RuleBook> kept() {
        return new KeptByBatch<>() {
            @Override
            public Option<RuleBook> at(long of) {
                return Option.of(log.floorEntry(of)).map(Map.Entry::getValue);
            }

            @Override
            public void write(long from, RuleBook book) {
                log.put(from, book);
            }
        };
    }

    private void batches(RuleSwitch rules, int more) {
        for (int i = 0; i < more; i++) {
            rules.batchBegins(++batch);
        }
    }

    private static CheckpointMark mark(long planned, long committed) {
        return new CheckpointMark("checkpoint", false, true, Ticks.NONE, planned, Option.some(committed));
    }
}
