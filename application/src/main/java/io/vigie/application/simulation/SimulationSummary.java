package io.vigie.application.simulation;

import io.vavr.collection.Map;
import io.vavr.control.Option;
import io.vigie.domain.reading.RejectionReason;
import java.time.Instant;

/**
 * What a simulation wrote, in numbers.
 *
 * @param devices how many devices the fleet has
 * @param messages how many messages were written, good and bad
 * @param good how many of them are valid readings
 * @param bad how many of them must be rejected, by reason
 * @param faults how many faults were labelled, by kind
 * @param delayed how many readings were delivered later than measured
 * @param withUnknownFields how many readings carry fields beyond those of the format
 * @param firstEventTime the earliest event time of a reading, where there is one
 * @param lastEventTime the latest event time of a reading, where there is one
 */
public record SimulationSummary(
        int devices,
        long messages,
        long good,
        Map<RejectionReason, Long> bad,
        Map<FaultKind, Long> faults,
        long delayed,
        long withUnknownFields,
        Option<Instant> firstEventTime,
        Option<Instant> lastEventTime) {}
