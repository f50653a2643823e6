/**
 * Rules with one thing changed, to see whether a test notices: begin at {@link
 * io.vigie.application.ruletest.mutation.Mutations}.
 */
@NullMarked
package io.vigie.application.ruletest.mutation;

import org.jspecify.annotations.NullMarked;
