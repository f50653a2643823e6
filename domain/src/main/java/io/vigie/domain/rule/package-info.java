/**
 * Rules as data, and how they are put together: begin at {@link io.vigie.domain.rule.Rule}; {@link
 * io.vigie.domain.rule.Rules} makes them in Java. Conditions are in {@code expression}, their text in {@code language}.
 */
@NullMarked
package io.vigie.domain.rule;

import org.jspecify.annotations.NullMarked;
