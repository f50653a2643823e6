package io.vigie.application.memory;

import io.vavr.control.Option;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.reading.SensorReading;
import java.time.Instant;

/**
 * A message or a reading that is not taken.
 *
 * @param reason why; of several reasons the first
 * @param detail what is wrong, for a person
 * @param reading the reading, where one of a message that could be read is meant, or it came as one
 * @param payload the message byte for byte, where it came as bytes
 * @param arrival when it came in
 */
public record RejectedTelemetry(
        RejectionReason reason,
        String detail,
        Option<SensorReading> reading,
        Option<byte[]> payload,
        Instant arrival) {}
