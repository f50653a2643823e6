/**
 * Rules, windows and time, and tests of them: begin at {@link io.vigie.bootstrap.configuration.rules.RuleReader}.
 */
@NullMarked
package io.vigie.bootstrap.configuration.rules;

import org.jspecify.annotations.NullMarked;
