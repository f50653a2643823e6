package io.vigie.adapters.spark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Compares what may be in any order, and be too much to compare each with each. */
public final class SameElements {

    private SameElements() {}

    /** Fails unless both have each element as often; says which are missing, below zero, or too many. */
    public static <T> void assertSameElements(Collection<? extends T> actual, Collection<? extends T> expected) {
        Map<T, Integer> surplus = new HashMap<>();
        actual.forEach(element -> surplus.merge(element, 1, Integer::sum));
        expected.forEach(element -> surplus.merge(element, -1, Integer::sum));
        surplus.values().removeIf(times -> times == 0);
        assertThat(surplus)
                .as("how many more than expected, of " + expected.size())
                .isEmpty();
    }
}
