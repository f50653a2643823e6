package io.vigie.application.ruletest;

import io.vavr.collection.Vector;
import io.vigie.application.memory.MemoryEngine;
import io.vigie.application.memory.MemoryRun;
import io.vigie.application.ruletest.TimelineRow.Verdict;
import io.vigie.application.ruletest.coverage.CoverageRecorder;
import io.vigie.application.ruletest.coverage.StepwiseReplay;
import io.vigie.application.ruletest.mutation.MutationReport;
import io.vigie.domain.rule.RuleBook;
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
            run.transitions().forEach(recorder::transition);
            test.clockEnd()
                    .forEach(end -> StepwiseReplay.play(tests.rules(), test.time(), test.taken(), end, recorder));
            TestOutcome outcome = outcome(tests.rules(), test, run);
            told.accept(outcome);
            outcomes.add(outcome);
        }
        return new TestReport(Vector.ofAll(outcomes), recorder.coverage());
    }

    /** One test, without coverage. */
    static TestOutcome test(RuleBook rules, RuleTest test) {
        return outcome(rules, test, run(rules, test));
    }

    @Override
    public MutationReport mutate(RuleTests tests) {
        return new MutationRun(tests).report();
    }

    private static MemoryRun run(RuleBook rules, RuleTest test) {
        return MemoryEngine.run(rules, test.time(), test.messages(), test.clockEnd());
    }

    private static TestOutcome outcome(RuleBook rules, RuleTest test, MemoryRun run) {
        Timeline timeline = Timeline.of(test.expect(), run.transitionsByEventTime());
        return new TestOutcome(
                test,
                timeline,
                timeline.rows()
                        .filter(row -> row.verdict() == Verdict.MISSING)
                        .flatMap(TimelineRow::expected)
                        .flatMap(expected -> MissedTransitionFinder.find(rules, test.time(), test.taken(), expected)));
    }
}
