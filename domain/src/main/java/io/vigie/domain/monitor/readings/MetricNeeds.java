package io.vigie.domain.monitor.readings;

import io.vigie.domain.reading.Microseconds;
import io.vigie.domain.rule.expression.Call;
import io.vigie.domain.rule.expression.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the rules of a device ask of one metric's past. Functions of one metric share what is remembered: readings are
 * kept once, for the longest span.
 */
public final class MetricNeeds {

    /** The longest span, in microseconds, of which every reading is kept; 0 where no function needs them. */
    public long longestSpan;

    /** The longest span of {@code min}, which keeps the readings that no later one is below; 0 where there is none. */
    public long longestLeast;

    /** The longest span of {@code max}, likewise. */
    public long longestGreatest;

    /** The spans of which more is asked than their readings themselves, each once. */
    final List<SpanNeeds> spans = new ArrayList<>();

    /** Whether the time of the reading before the latest is told, by {@code delta} and {@code previous}. */
    public boolean previous;

    /** Whether the readings are a counter's, by {@code increase} and {@code resets}. */
    public boolean counter;

    /** The weights of {@code ewmean} and {@code ewzscore}, each once. */
    public double[] weights = {};

    int weightIndex(double weight) {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == weight) {
                return i;
            }
        }
        return -1;
    }

    boolean asksForExtremes() {
        return longestLeast > 0 || longestGreatest > 0;
    }

    /** Takes up what a call needs kept, if it needs anything. */
    void add(Call call) {
        long span = call.span().map(Microseconds::of).getOrElse(0L);
        for (Kept kept : call.function().keeps()) {
            add(kept, span, call.number().getOrElse(0.0));
        }
    }

    private void add(Kept kept, long span, double weight) {
        switch (kept) {
            case PREVIOUS -> previous = true;
            case READINGS -> longestSpan = Math.max(longestSpan, span);
            case LEAST -> longestLeast = Math.max(longestLeast, span);
            case GREATEST -> longestGreatest = Math.max(longestGreatest, span);
            case TOTAL -> needs(span).sum = true;
            case SQUARES -> needs(span).squares = true;
            case ORDER -> needs(span).order = true;
            case WEIGHTED -> addWeight(weight);
            case COUNTER -> {
                counter = true;
                needs(span).counter = true;
            }
            case AREA -> needs(span).area = true;
            case UNCHANGED, TRUTH -> {
                // The one is kept of every metric, the other of none.
            }
        }
    }

    private SpanNeeds needs(long span) {
        longestSpan = Math.max(longestSpan, span);
        for (SpanNeeds known : spans) {
            if (known.span == span) {
                return known;
            }
        }
        SpanNeeds added = new SpanNeeds(span);
        spans.add(added);
        return added;
    }

    private void addWeight(double weight) {
        if (weightIndex(weight) < 0) {
            weights = Arrays.copyOf(weights, weights.length + 1);
            weights[weights.length - 1] = weight;
        }
    }
}
