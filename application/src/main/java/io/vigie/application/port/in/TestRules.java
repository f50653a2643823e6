package io.vigie.application.port.in;

import io.vigie.application.testing.MutationReport;
import io.vigie.application.testing.RuleTests;
import io.vigie.application.testing.TestOutcome;
import io.vigie.application.testing.TestReport;
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
