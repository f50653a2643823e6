package io.vigie.adapters.spark.intake;

import io.vigie.adapters.spark.spi.messages.MessageHeader;
import io.vigie.application.decoding.Slice;
import io.vigie.application.decoding.Tags;
import io.vigie.domain.reading.Fields;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a message's headers into tags of its readings: the header {@code trace} into the tag {@code header.trace}, and
 * one that comes again into {@code header.trace.2}. A value that is no UTF-8 text is written as {@code base64:} and its
 * bytes so; none at all is an empty text. A header that is beyond the bounds of tags is left out.
 */
final class HeaderTags {

    private static final String PREFIX = "header.";

    /** In UTF-8, no character of Java's takes more bytes. */
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private final Map<String, Integer> seen = new HashMap<>();
    private final Tags tags = new Tags();
    private int headers;

    /** How many bytes of tags these may become; asked of every message, so that their values are not looked at. */
    static int bytes(List<MessageHeader> headers) {
        int bytes = 0;
        for (MessageHeader header : headers) {
            byte[] value = header.value();
            bytes += isLong(value) ? 0 : PREFIX.length() + header.name().length() + (value == null ? 0 : value.length);
        }
        return bytes;
    }

    private static boolean isLong(byte @Nullable [] value) {
        return value != null && value.length > Fields.LONGEST_TAG_VALUE * MOST_BYTES_OF_A_CHARACTER;
    }

    /** Goes on to the headers of a message. */
    void message(List<MessageHeader> itsHeaders) {
        seen.clear();
        tags.clear();
        headers = itsHeaders.size();
        for (MessageHeader header : itsHeaders) {
            int times = seen.merge(header.name(), 1, Integer::sum);
            add(PREFIX + header.name() + (times == 1 ? "" : "." + times), header.value());
        }
    }

    private void add(String name, byte @Nullable [] value) {
        if (tags.size() == Fields.MOST_TAGS || name.length() > Fields.LONGEST_TAG_NAME || isLong(value)) {
            return;
        }
        String text = text(value);
        if (text.length() <= Fields.LONGEST_TAG_VALUE) {
            int added = tags.add();
            set(tags.name(added), name);
            set(tags.value(added), text);
        }
    }

    /** Adds as many as a reading may have beside its own; answers how many of the message's headers are left out. */
    int addTo(Tags ofReading) {
        int room = Math.max(0, Math.min(tags.size(), Fields.MOST_TAGS - ofReading.size()));
        for (int i = 0; i < room; i++) {
            int added = ofReading.add();
            ofReading.name(added).set(tags.name(i));
            ofReading.value(added).set(tags.value(i));
        }
        return headers - room;
    }

    private static String text(byte @Nullable [] value) {
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
