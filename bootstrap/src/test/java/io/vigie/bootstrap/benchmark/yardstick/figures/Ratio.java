package io.vigie.bootstrap.benchmark.yardstick.figures;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many times as much one side takes as another.
 *
 * @param ofMedians the median of the one by the median of the other
 * @param ofPairs the same of each two runs that followed each other
 */
public record Ratio(double ofMedians, Spread ofPairs) {

    /**
     * Of the figures of one side and of the other, in the order of their runs.
     *
     * @throws IllegalArgumentException when one has more than the other
     */
    public static Ratio of(List<Double> one, List<Double> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(one.size() + " runs are not in pairs with " + other.size());
        }
        List<Double> pairs = IntStream.range(0, one.size())
                .mapToObj(i -> one.get(i) / other.get(i))
                .toList();
        return new Ratio(Spread.of(one).median() / Spread.of(other).median(), Spread.of(pairs));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f of medians, %s in pairs", ofMedians, ofPairs.with(2));
    }
}
