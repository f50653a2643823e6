package io.vigie.adapters.eventhubs.testing;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/** Writes and reads values as AMQP encodes them. Proton's codec is of one thread; each has its own. */
final class Codec {

    private static final ThreadLocal<Codec> OWN = ThreadLocal.withInitial(Codec::new);

    private final DecoderImpl decoder = new DecoderImpl();
    private final EncoderImpl encoder = new EncoderImpl(decoder);
    private ByteBuffer scratch = ByteBuffer.allocate(4096);

    private Codec() {
        AMQPDefinedTypes.registerAllTypes(decoder, encoder);
    }

    static Codec own() {
        return OWN.get();
    }

    /** The values, one after the other. */
    byte[] encode(Object... values) {
        while (true) {
            try {
                scratch.clear();
                encoder.setByteBuffer(scratch);
                for (Object value : values) {
                    encoder.writeObject(value);
                }
                return Arrays.copyOf(scratch.array(), scratch.position());
            } catch (BufferOverflowException e) {
                scratch = ByteBuffer.allocate(scratch.capacity() * 2);
            }
        }
    }

    /** The value at the buffer's position, which moves behind it. */
    Object decode(ByteBuffer encoded) {
        decoder.setByteBuffer(encoded);
        return decoder.readObject();
    }
}
