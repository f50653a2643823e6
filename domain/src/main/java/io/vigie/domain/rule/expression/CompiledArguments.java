package io.vigie.domain.rule.expression;

import java.time.Duration;

/** The arguments of a call, made ready: metrics as places, spans in microseconds, expressions compiled. */
final class CompiledArguments {

    private final Call call;
    private final Places places;

    CompiledArguments(Call call, Places places) {
        this.call = call;
        this.places = places;
    }

    /** Where the metric is found that the function looks at. */
    int metric() {
        return places.metric(call.subjects().head());
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
        return CompiledQuantity.compile((Quantity) call.arguments().get(place), places);
    }

    /** The condition at a place among its arguments. */
    CompiledCondition condition(int place) {
        return CompiledCondition.compile((Condition) call.arguments().get(place), places);
    }

    /** Where it is found when the condition was true that stands at a place among its arguments. */
    int timesOfTruth(int place) {
        return places.condition((Condition) call.arguments().get(place));
    }

    /** A span as evaluation counts it. Those of a checked tree fit. */
    private static long micros(Duration span) {
        return Math.addExact(Math.multiplyExact(span.getSeconds(), 1_000_000L), span.getNano() / 1_000);
    }
}
