package io.vigie.domain.monitor;

import io.vigie.domain.rule.CompiledQuantity;

/**
 * A number that a rule calculates from a metric's past, to be told in explanations.
 *
 * @param text the call as the rule has it
 * @param quantity what it comes to
 */
record Calculation(String text, CompiledQuantity quantity) {}
