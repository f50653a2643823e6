/**
 * Conditions and quantities as trees, the functions in them, and both made ready to be evaluated: begin at {@link
 * io.vigie.domain.rule.expression.Condition}, for a function at {@link io.vigie.domain.rule.expression.Function}.
 */
@NullMarked
package io.vigie.domain.rule.expression;

import org.jspecify.annotations.NullMarked;
