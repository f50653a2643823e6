package io.vigie.application.ruletest.mutation;

import java.util.function.Function;

/**
 * Part of a rule with one thing changed.
 *
 * @param changed the part as it is then
 * @param before what was changed, in the words of the rule
 * @param after what it was changed to
 */
record Change<T>(T changed, String before, String after) {

    /** The same change, in the part around this one. */
    <R> Change<R> within(Function<T, R> around) {
        return new Change<>(around.apply(changed), before, after);
    }
}
