package io.vigie.application.ruletest;

import io.vavr.collection.Seq;

/**
 * Where a rule is written.
 *
 * @param rule the rule, as {@code file:line:column}
 * @param entries its entries under {@code raise}, in their order, likewise
 */
public record RulePlace(String rule, Seq<String> entries) {}
