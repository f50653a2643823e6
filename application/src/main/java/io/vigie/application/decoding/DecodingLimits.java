package io.vigie.application.decoding;

import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.window.WindowBook;

/**
 * What a message may cost. Beyond a limit it is rejected as too large.
 *
 * @param maxBytes the most bytes of one message
 * @param maxDepth the deepest nesting of objects and arrays
 * @param maxNumberLength the most characters of one number
 * @param maxReadings the most readings of one message; of a SenML pack the most records
 * @param windows those that its readings are counted in: a message may be in only so many
 */
public record DecodingLimits(int maxBytes, int maxDepth, int maxNumberLength, int maxReadings, WindowBook windows) {

    /** 1 MiB, as an Event Hub or a Kafka broker allows by default; 64 levels; numbers of 1,000 characters; 10,000 readings. */
    public static final DecodingLimits DEFAULT = new DecodingLimits(1 << 20, 64, 1_000, 10_000);

    /** Those of messages whose readings are in no windows. */
    public DecodingLimits(int maxBytes, int maxDepth, int maxNumberLength, int maxReadings) {
        this(maxBytes, maxDepth, maxNumberLength, maxReadings, WindowBook.EMPTY);
    }

    /** @throws IllegalArgumentException when one of them is less than 1 */
    public DecodingLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxNumberLength < 1 || maxReadings < 1) {
            throw new IllegalArgumentException("A limit of decoding is 1 or more, one of these is not: " + maxBytes
                    + " bytes, " + maxDepth + " levels, " + maxNumberLength + " characters, " + maxReadings
                    + " readings.");
        }
    }

    /** Those of a pipeline's messages: as many bytes as it allows, for its windows, all else as ever. */
    public static DecodingLimits of(PayloadPlan payload, WindowBook windows) {
        return new DecodingLimits(
                payload.maxBytes(), DEFAULT.maxDepth(), DEFAULT.maxNumberLength(), DEFAULT.maxReadings(), windows);
    }
}
