package io.vigie.application.ruletest.mutation;

import io.vavr.control.Option;
import io.vigie.domain.rule.Rule;

/**
 * A rule with one thing changed, which good tests notice.
 *
 * @param rule the changed rule, under its old id
 * @param entry the index of the entry that is changed; none for the rule as a whole
 * @param before what was changed, in the words of the rule
 * @param after what it was changed to
 */
public record Mutant(Rule rule, Option<Integer> entry, String before, String after) {}
