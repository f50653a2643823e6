/**
 * The text that conditions are written as: begin at {@link io.vigie.domain.rule.language.ExpressionParser}.
 */
@NullMarked
package io.vigie.domain.rule.language;

import org.jspecify.annotations.NullMarked;
