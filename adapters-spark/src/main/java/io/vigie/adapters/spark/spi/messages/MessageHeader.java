package io.vigie.adapters.spark.spi.messages;

import org.jspecify.annotations.Nullable;

/**
 * One header of a message.
 *
 * @param name its name, which another header of the message may have too
 * @param value its bytes, which may be none at all
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares headers
public record MessageHeader(String name, byte @Nullable [] value) {}
