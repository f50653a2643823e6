package io.vigie.application.history;

import org.jspecify.annotations.Nullable;

/**
 * A reading of history as rules see it.
 *
 * @param metric the metric's name
 * @param value its value, finite
 * @param unit its unit, where it has one
 * @param eventTime when it was measured, in microseconds since 1970
 * @param arrival when the transport had it, in microseconds since 1970
 * @param continues whether it is of the same message as the reading before it
 */
public record PastReading(
        String metric, double value, @Nullable String unit, long eventTime, long arrival, boolean continues) {}
