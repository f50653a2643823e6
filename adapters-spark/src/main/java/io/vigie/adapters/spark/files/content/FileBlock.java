package io.vigie.adapters.spark.files.content;

import io.vigie.domain.reading.RejectionReason;

/** A piece of what a file holds, at a place in it, in bytes of what it unpacks to. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares blocks
public sealed interface FileBlock {

    /** Where its first byte lies. */
    long offset();

    /**
     * Messages that are whole lines.
     *
     * @param bytes all of them, with their line feeds
     */
    record Lines(byte[] bytes, long offset) implements FileBlock {}

    /**
     * Messages that lie otherwise.
     *
     * @param block a {@link io.vigie.adapters.spark.spi.messages.MessageBlock}
     */
    record Messages(byte[] block, long offset) implements FileBlock {}

    /**
     * What cannot be taken.
     *
     * @param bytes as they are, as far as they can be had and are kept
     * @param detail what is wrong, for people
     */
    record Refused(RejectionReason reason, byte[] bytes, long offset, String detail) implements FileBlock {}
}
