package io.vigie.application.ruletest;

import io.vigie.domain.rule.RuleBook;

/** One rule test of a {@link RuleTestFile}, to be run by a test library. */
public final class NamedTest {

    private final String name;
    private final RuleBook rules;
    private final RuleTest test;

    NamedTest(String name, RuleBook rules, RuleTest test) {
        this.name = name;
        this.rules = rules;
        this.test = test;
    }

    /** What the test shows. */
    public String name() {
        return name;
    }

    /** Where it is written, as {@code file:line:column}. */
    public String place() {
        return test.place();
    }

    /**
     * Runs the test.
     *
     * @throws AssertionError when the transitions are not exactly those expected, with both side by side
     */
    public void check() {
        TestOutcome outcome = RuleTestRunner.test(rules, test);
        if (!outcome.passed()) {
            throw new AssertionError(
                    test.place() + ": " + TestFailureText.summary(outcome) + "\n" + TestFailureText.of(outcome));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
