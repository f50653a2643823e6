package io.vigie.application.intake;

import io.vigie.application.decoding.DecodedReading;

/** Takes what an intake makes of a message, while the message is under way. */
public interface IntakeTarget {

    /**
     * A reading is taken.
     *
     * @param reading the intake's own, overwritten by the next one: copy what is kept
     */
    void taken(DecodedReading reading);

    /** The message, or a part of it, is not taken. Comes at most once a message, after its readings. */
    void rejected(Rejection rejection);
}
