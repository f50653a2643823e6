package io.vigie.domain.monitor;

import java.util.Arrays;

/** What the rules of a device ask of one metric's past: the longest span they look back, and the weights they use. */
final class MetricNeeds {

    /** The longest span in microseconds; 0 where no function looks back over one. */
    long longestSpan;

    /** The weights of {@code ewmean} and {@code ewzscore}, each once. */
    double[] weights = {};

    int weightIndex(double weight) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == weight) {
                return i;
            }
        }
        return -1;
    }

    void addWeight(double weight) {
        if (weightIndex(weight) < 0) {
            weights = Arrays.copyOf(weights, weights.length + 1);
            weights[weights.length - 1] = weight;
        }
    }

    void addSpan(long span) {
        longestSpan = Math.max(longestSpan, span);
    }
}
