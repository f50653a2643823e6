package io.vigie.application.decoding;

import io.vigie.domain.reading.Defect;

/**
 * Ends the scan of a message that is not to be read on. It never leaves a decoder, and has no stack trace: a stream of
 * bad messages must not cost more than one of good ones.
 */
final class MessageRejected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Defect defect;

    MessageRejected(Defect defect) {
        super(defect.detail(), null, false, false);
        this.defect = defect;
    }

    Defect defect() {
        return defect;
    }
}
