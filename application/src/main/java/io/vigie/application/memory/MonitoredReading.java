package io.vigie.application.memory;

import io.vavr.control.Option;
import io.vigie.domain.reading.SensorReading;
import java.util.List;

/**
 * A valid reading, and what was found of it on arrival.
 *
 * @param reading the reading
 * @param late whether its event time was below its device's watermark: kept, but not evaluated
 * @param repeated whether it is alike to an earlier one: kept, but not evaluated
 * @param violations the ids of the rules whose condition it meets by itself, in the book's order
 * @param rescued the message's unknown fields as a JSON object, where there were any
 */
public record MonitoredReading(
        SensorReading reading, boolean late, boolean repeated, List<String> violations, Option<String> rescued) {}
