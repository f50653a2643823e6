package io.vigie.domain.rule.expression;

import java.time.Duration;
import java.util.function.ToIntFunction;

/** The arguments of a call, made ready: metrics as places, spans in microseconds, expressions compiled. */
final class CompiledArguments {

    private final Call call;
    private final ToIntFunction<Subject> metricIndex;

    CompiledArguments(Call call, ToIntFunction<Subject> metricIndex) {
        this.call = call;
        this.metricIndex = metricIndex;
    }

    /** Where the metric is found that the function looks at. */
    int metric() {
        return metricIndex.applyAsInt(call.subjects().head());
    }

    /** How far it looks back, 0 where it has no span. */
    long span() {
        return call.span().map(CompiledArguments::micros).getOrElse(0L);
    }

    /** Its percentage or weight, 0 where it has neither. */
    double number() {
        return call.number().getOrElse(0.0);
    }

    /** The quantity at a place among its arguments. */
    CompiledQuantity quantity(int place) {
        return CompiledQuantity.compile((Quantity) call.arguments().get(place), metricIndex);
    }

    /** A span as evaluation counts it. Those of a checked tree fit. */
    private static long micros(Duration span) {
        return Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), span.getNano() / 1_000);
    }
}
