package io.vigie.adapters.spark;

import io.vigie.adapters.spark.spi.MessageHeader;
import io.vigie.application.decoding.Slice;
import io.vigie.application.decoding.Tags;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a message's headers into tags of its readings: the header {@code trace} into the tag {@code header.trace}, and
 * one that comes again into {@code header.trace.2}. A value that is no UTF-8 text is written as {@code base64:} and its
 * bytes so; none at all is an empty text.
 */
final class HeaderTags {

    private static final String PREFIX = "header.";

    private final Map<String, Integer> seen = new HashMap<>();

    /** Adds the headers. */
    void add(List<MessageHeader> headers, Tags tags) {
        seen.clear();
        for (MessageHeader header : headers) {
            int times = seen.merge(header.name(), 1, Integer::sum);
            int added = tags.add();
            set(tags.name(added), PREFIX + header.name() + (times == 1 ? "" : "." + times));
            set(tags.value(added), text(header));
        }
    }

    private static String text(MessageHeader header) {
        byte[] value = header.value();
        if (value == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException notText) {
            return "base64:" + Base64.getEncoder().encodeToString(value);
        }
    }

    private static void set(Slice slice, String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        slice.set(encoded, 0, encoded.length);
    }
}
