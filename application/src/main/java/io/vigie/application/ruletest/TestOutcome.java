package io.vigie.application.ruletest;

import io.vavr.collection.Seq;

/**
 * What came of one test.
 *
 * @param test the test
 * @param timeline what it expected beside what it got
 * @param nearMisses for each expected transition that is missing, how near it was
 */
public record TestOutcome(RuleTest test, Timeline timeline, Seq<MissedTransition> nearMisses) {

    /** Whether the transitions were exactly those expected. */
    public boolean passed() {
        return timeline.isAsExpected();
    }
}
