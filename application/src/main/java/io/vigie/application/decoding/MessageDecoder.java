package io.vigie.application.decoding;

import io.vigie.application.plan.PayloadFormat;

/**
 * Decodes messages of one payload format. A decoder reuses its own buffers: one a thread.
 */
public interface MessageDecoder {

    /** A decoder of a format, for one thread. */
    static MessageDecoder of(PayloadFormat format, DecodingLimits limits) {
        return switch (format) {
            case FLAT -> new FlatDecoder(limits);
            case WIDE -> new WideDecoder(limits);
            case SENML -> new SenMlDecoder(limits);
        };
    }

    /**
     * Decodes one message and hands what is in it to the target, in the message's order. It never throws for what
     * the bytes say: a message that is not right becomes a rejection.
     *
     * @param buffer holds the message
     * @param offset where it starts
     * @param length its length in bytes
     * @param arrivalTime when it arrived, in microseconds since 1970; relative times start from it
     * @param target takes the readings and the rejection
     */
    void decode(byte[] buffer, int offset, int length, long arrivalTime, DecodedMessage target);

    /**
     * Says whose the messages from now on are that do not name a device themselves; one that does is that device's. Of
     * a SenML pack without a base name, the names are then those of metrics.
     *
     * @param device the device's name; where it is absent, as in the beginning, a message must name its own
     */
    void sender(Slice device);
}
