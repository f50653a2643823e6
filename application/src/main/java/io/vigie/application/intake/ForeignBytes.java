package io.vigie.application.intake;

import io.vavr.control.Option;

/**
 * What a message is that is no text in UTF-8, where its first bytes tell: people who send such a thing look for the error in
 * their JSON otherwise.
 */
final class ForeignBytes {

    private static final int SHORTEST = 4;

    private ForeignBytes() {}

    /** The name of it, for people. */
    static Option<String> told(byte[] buffer, int offset, int length) {
        if (length < SHORTEST) {
            return Option.none();
        }
        int first = buffer[offset] & 0xFF;
        int second = buffer[offset + 1] & 0xFF;
        int third = buffer[offset + 2] & 0xFF;
        if (first == 0x1F && second == 0x8B) {
            return Option.some("gzip: what is packed by its sender must be unpacked before it is sent here");
        }
        if (first == 0x28 && second == 0xB5 && third == 0x2F) {
            return Option.some("zstd: what is packed by its sender must be unpacked before it is sent here");
        }
        boolean marked = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
        boolean everyOther = (first == 0) != (second == 0) && (third == 0) == (first == 0);
        return Option.when(marked || everyOther, "UTF-16: messages are UTF-8");
    }
}
