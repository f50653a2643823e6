package io.vigie.domain.rule;

import io.vavr.control.Option;
import io.vigie.domain.rule.Quantity.Statistic;

/** The functions that expressions may call. */
public enum FunctionName {
    /** Change per second over a span. */
    RATE("rate", "rate(value, 1m)"),
    /** Change since the reading before. */
    DELTA("delta", "delta(value)"),
    /** Mean over a span. */
    MEAN("mean", "mean(value, 5m)"),
    /** Least value of a span. */
    MIN("min", "min(value, 5m)"),
    /** Greatest value of a span. */
    MAX("max", "max(value, 5m)"),
    /** Sample standard deviation over a span. */
    STDDEV("stddev", "stddev(value, 5m)"),
    /** Sum over a span. */
    SUM("sum", "sum(value, 5m)"),
    /** Number of readings in a span. */
    COUNT("count", "count(value, 5m)"),
    /** Percentile of a span's values. */
    PERCENTILE("percentile", "percentile(value, 95, 5m)"),
    /** How far the latest value is from those before it in a span, in their standard deviations. */
    ZSCORE("zscore", "zscore(value, 1h)"),
    /** Whether the value has stayed the same for a span. */
    FLATLINE("flatline", "flatline(value, 5m)"),
    /** Exponentially weighted mean. */
    EWMEAN("ewmean", "ewmean(value, 0.1)"),
    /** How far the latest value is from the exponentially weighted mean, in weighted standard deviations. */
    EWZSCORE("ewzscore", "ewzscore(value, 0.1)"),
    /** A quantity without its sign. */
    ABS("abs", "abs(value - 20)");

    private final String word;
    private final String example;

    FunctionName(String word, String example) {
        this.word = word;
        this.example = example;
    }

    /** The word that expressions call it by. */
    public String word() {
        return word;
    }

    /** A call of it, to show how it is written. */
    public String example() {
        return example;
    }

    /** The function of this word. */
    static Option<FunctionName> called(String word) {
        for (FunctionName function : values()) {
            if (function.word.equals(word)) {
                return Option.some(function);
            }
        }
        return Option.none();
    }

    static FunctionName of(Statistic statistic) {
        return switch (statistic) {
            case MEAN -> MEAN;
            case MINIMUM -> MIN;
            case MAXIMUM -> MAX;
            case SUM -> SUM;
            case COUNT -> COUNT;
            case STANDARD_DEVIATION -> STDDEV;
        };
    }
}
