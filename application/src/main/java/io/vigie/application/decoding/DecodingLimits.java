package io.vigie.application.decoding;

/**
 * What a message may cost. Beyond a limit it is rejected as too large.
 *
 * @param maxBytes the most bytes of one message
 * @param maxDepth the deepest nesting of objects and arrays
 * @param maxNumberLength the most characters of one number
 * @param maxReadings the most readings of one message
 */
public record DecodingLimits(int maxBytes, int maxDepth, int maxNumberLength, int maxReadings) {

    /** 1 MiB, as an Event Hub or a Kafka broker allows by default; 64 levels; numbers of 1,000 characters; 10,000 readings. */
    public static final DecodingLimits DEFAULT = new DecodingLimits(1 << 20, 64, 1_000, 10_000);
}
