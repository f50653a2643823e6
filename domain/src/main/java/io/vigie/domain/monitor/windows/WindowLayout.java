package io.vigie.domain.monitor.windows;

import io.vavr.collection.Seq;
import io.vigie.domain.window.Aggregate;

/**
 * Which numbers are kept of a window, beside those that always are: count, sum, least and greatest.
 *
 * @param deviates what a deviation takes, which costs a division a reading
 * @param percentiles what percentiles take
 */
record WindowLayout(boolean deviates, boolean percentiles) {

    /** What these aggregates take. */
    static WindowLayout of(Seq<String> aggregates) {
        return new WindowLayout(
                aggregates.contains(Aggregate.Statistic.Kind.STDDEV.word()),
                aggregates.exists(word -> word.startsWith("p")));
    }
}
