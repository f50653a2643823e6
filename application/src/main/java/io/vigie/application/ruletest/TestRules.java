package io.vigie.application.ruletest;

import io.vigie.application.ruletest.mutation.MutationReport;
import java.util.function.Consumer;

/** Runs unit tests of rules. */
public interface TestRules {

    /**
     * Runs every test.
     *
     * @param told is told of each outcome as its test ends
     */
    TestReport test(RuleTests tests, Consumer<TestOutcome> told);

    /**
     * Changes the rules, one thing at a time, and looks which changes make a test fail. Tests that fail without any do
     * not take part.
     */
    MutationReport mutate(RuleTests tests);
}
