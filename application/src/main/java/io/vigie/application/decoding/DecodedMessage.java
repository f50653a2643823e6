package io.vigie.application.decoding;

import io.vavr.collection.Seq;
import io.vigie.domain.reading.Defect;

/** Takes what a decoder finds in a message. */
public interface DecodedMessage {

    /**
     * A valid reading.
     *
     * @param reading the decoder's own, overwritten by the next one: copy what is kept
     */
    void reading(DecodedReading reading);

    /**
     * The message, or a part of it, is not taken. Comes at most once a message, after its readings.
     *
     * @param defects what is wrong with it, one or more; the first one's reason is the message's
     * @param more how many more things are wrong with it
     */
    void rejected(Seq<Defect> defects, int more);
}
