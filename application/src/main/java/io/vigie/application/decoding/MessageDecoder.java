package io.vigie.application.decoding;

import io.vavr.control.Option;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.PayloadPlan;
import io.vigie.domain.reading.TimeNotation;
import io.vigie.domain.window.WindowBook;

/**
 * Decodes messages of one payload format. A decoder reuses its own buffers: one a thread.
 */
public interface MessageDecoder {

    /** A decoder of a pipeline's messages, whose readings are counted in these windows, for one thread. */
    static MessageDecoder of(PayloadPlan payload, WindowBook windows) {
        return of(payload.format(), DecodingLimits.of(payload, windows), payload.times());
    }

    /** A decoder of a format that writes its times in the default notation, for one thread. */
    static MessageDecoder of(PayloadFormat format, DecodingLimits limits) {
        return of(format, limits, Option.some(TimeNotation.DEFAULT));
    }

    private static MessageDecoder of(PayloadFormat format, DecodingLimits limits, Option<TimeNotation> times) {
        return switch (format) {
            case FLAT -> new FlatDecoder(limits, times);
            case WIDE -> new WideDecoder(limits, times);
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

    /**
     * Says how many bytes of tags each reading of the messages from now on is given besides those of its message: they
     * count for what a message may become.
     */
    void tagged(int bytes);
}
