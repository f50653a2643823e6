package io.vigie.application.ruletest;

import io.vavr.collection.Seq;
import io.vigie.application.ruletest.coverage.Coverage;

/**
 * What came of rule tests.
 *
 * @param outcomes one a test, in their order
 * @param coverage what they have seen of the rules
 */
public record TestReport(Seq<TestOutcome> outcomes, Coverage coverage) {

    /** How many tests failed. */
    public int failed() {
        return outcomes.count(outcome -> !outcome.passed());
    }
}
