package io.vigie.adapters.spark.serialized;

import io.vigie.domain.rule.Argument;
import io.vigie.domain.rule.Call;
import io.vigie.domain.rule.Function;
import io.vigie.domain.rule.Subject;
import java.io.Serializable;
import java.time.Duration;

/** The functions that were nodes of their own among quantities. */
final class Quantity {

    private Quantity() {}

    private static Object call(Function function, Argument... arguments) {
        return new io.vigie.domain.rule.Quantity.Called(Call.of(function, arguments));
    }

    record Absolute(io.vigie.domain.rule.Quantity operand) implements Serializable {
        private Object readResolve() {
            return call(Function.ABS, operand);
        }
    }

    record Delta(Subject subject) implements Serializable {
        private Object readResolve() {
            return call(Function.DELTA, subject);
        }
    }

    record Rate(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return call(Function.RATE, subject, new Argument.Span(span));
        }
    }

    enum Statistic {
        MEAN(Function.MEAN),
        MINIMUM(Function.MIN),
        MAXIMUM(Function.MAX),
        SUM(Function.SUM),
        COUNT(Function.COUNT),
        STANDARD_DEVIATION(Function.STDDEV);

        private final Function function;

        Statistic(Function function) {
            this.function = function;
        }
    }

    record SpanStatistic(Statistic statistic, Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return call(statistic.function, subject, new Argument.Span(span));
        }
    }

    record Percentile(Subject subject, double percent, Duration span) implements Serializable {
        private Object readResolve() {
            return call(Function.PERCENTILE, subject, new Argument.Literal(percent), new Argument.Span(span));
        }
    }

    record ZScore(Subject subject, Duration span) implements Serializable {
        private Object readResolve() {
            return call(Function.ZSCORE, subject, new Argument.Span(span));
        }
    }

    record WeightedMean(Subject subject, double weight) implements Serializable {
        private Object readResolve() {
            return call(Function.EWMEAN, subject, new Argument.Literal(weight));
        }
    }

    record WeightedZScore(Subject subject, double weight) implements Serializable {
        private Object readResolve() {
            return call(Function.EWZSCORE, subject, new Argument.Literal(weight));
        }
    }
}
