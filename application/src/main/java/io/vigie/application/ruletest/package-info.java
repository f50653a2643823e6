/**
 * Unit tests of rules: readings on a made-up clock, and the transitions that must come of them. Begin at {@link
 * io.vigie.application.ruletest.TestRules}, the port, and {@link io.vigie.application.ruletest.RuleTestRunner}, which does
 * it; tests are loaded by {@link io.vigie.application.ruletest.LoadRuleTests}. What tests have not seen of rules is in
 * {@code coverage}, changes of rules that no test notices in {@code mutation}.
 */
@NullMarked
package io.vigie.application.ruletest;

import org.jspecify.annotations.NullMarked;
