package io.vigie.domain.monitor.compiled;

import io.vigie.domain.rule.expression.CompiledQuantity;

/**
 * A number that a rule calculates from a metric's past, to be told in explanations.
 *
 * @param text the call as the rule has it
 * @param quantity what it comes to
 */
public record Calculation(String text, CompiledQuantity quantity) {}
