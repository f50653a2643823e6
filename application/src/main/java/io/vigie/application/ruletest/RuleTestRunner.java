package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MemoryRun;
import io.vigie.application.memory.MonitoredReading;
import io.vigie.application.ruletest.TimelineRow.Verdict;
import io.vigie.application.ruletest.coverage.CoverageRecorder;
import io.vigie.application.ruletest.coverage.StepwiseReplay;
import io.vigie.application.ruletest.mutation.MutationReport;
import io.vigie.domain.reading.SensorReading;
import io.vigie.domain.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs rule tests through the engine in memory. */
public final class RuleTestRunner implements TestRules {

    @Override
    public TestReport test(RuleTests tests, Consumer<TestOutcome> told) {
        CoverageRecorder recorder = new CoverageRecorder(tests.rules());
        List<TestOutcome> outcomes = new ArrayList<>();
        for (RuleTest test : tests.tests()) {
            MemoryRun run = run(tests.rules(), test);
            Seq<SensorReading> evaluated =
                    run.readings().filter(reading -> !reading.late()).map(MonitoredReading::reading);
            run.transitions().forEach(recorder::transition);
            endOf(test, run).forEach(end -> StepwiseReplay.play(tests.rules(), evaluated, end, recorder));
            TestOutcome outcome = outcome(tests.rules(), test, run, evaluated);
            told.accept(outcome);
            outcomes.add(outcome);
        }
        return new TestReport(Vector.ofAll(outcomes), recorder.coverage());
    }

    /** One test, without coverage. */
    static TestOutcome test(RuleBook rules, RuleTest test) {
        MemoryRun run = run(rules, test);
        return outcome(
                rules,
                test,
                run,
                run.readings().filter(reading -> !reading.late()).map(MonitoredReading::reading));
    }

    @Override
    public MutationReport mutate(RuleTests tests) {
        return new MutationRun(tests).report();
    }

    private static MemoryRun run(RuleBook rules, RuleTest test) {
        return MemoryEngine.run(rules, test.time(), test.arrivals(), test.end());
    }

    private static Option<Instant> endOf(RuleTest test, MemoryRun run) {
        return test.end()
                .orElse(() -> run.readings()
                        .map(reading -> reading.reading().eventTime())
                        .max());
    }

    private static TestOutcome outcome(RuleBook rules, RuleTest test, MemoryRun run, Seq<SensorReading> evaluated) {
        Timeline timeline = Timeline.of(test.expect(), run.transitionsByEventTime());
        return new TestOutcome(
                test,
                timeline,
                timeline.rows()
                        .filter(row -> row.verdict() == Verdict.MISSING)
                        .flatMap(TimelineRow::expected)
                        .flatMap(expected -> MissedTransitionFinder.find(rules, evaluated, expected)));
    }
}
