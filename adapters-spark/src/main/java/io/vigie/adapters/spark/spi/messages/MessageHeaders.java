package io.vigie.adapters.spark.spi.messages;

import io.vigie.domain.encoding.ByteReader;
import io.vigie.domain.encoding.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/** The headers of one message in one run of bytes, in their order. */
public final class MessageHeaders {

    private MessageHeaders() {}

    /** These headers as bytes. */
    public static byte[] encode(List<MessageHeader> headers) {
        ByteWriter encoded = new ByteWriter();
        for (MessageHeader header : headers) {
            byte[] value = header.value();
            encoded.writeText(header.name());
            encoded.writeByte(value == null ? 0 : 1);
            if (value != null) {
                encoded.writeBytes(value, 0, value.length);
            }
        }
        return encoded.toBytes();
    }

    /** The headers that these bytes are. */
    public static List<MessageHeader> decode(byte[] encoded) {
        List<MessageHeader> headers = new ArrayList<>();
        ByteReader in = new ByteReader(encoded);
        while (!in.isAtEnd()) {
            String name = in.readName();
            headers.add(new MessageHeader(name, in.readByte() == 0 ? null : in.readBytes()));
        }
        return headers;
    }
}
