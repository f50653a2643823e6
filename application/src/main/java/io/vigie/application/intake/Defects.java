package io.vigie.application.intake;

import io.vigie.domain.reading.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What is wrong with the message under way, and the one rejection that comes of it. */
final class Defects {

    /** Beyond so many characters, a message with very much wrong is told of no further. */
    private static final int MOST_DETAIL = 2_000;

    private static final String BETWEEN = "; ";

    private final StringBuilder details = new StringBuilder();
    private @Nullable RejectionReason reason;

    /** Adds what was found next. */
    void add(Rejection next) {
        if (reason == null) {
            reason = next.reason();
            details.append(next.detail());
        } else if (details.length() < MOST_DETAIL) {
            details.append(BETWEEN).append(next.detail());
        }
    }

    /** Tells of them, where there are any. */
    void tell(IntakeTarget target) {
        if (reason != null) {
            target.rejected(new Rejection(reason, details.toString()));
        }
    }

    /** Makes it ready for the next message. */
    void clear() {
        if (reason != null) {
            reason = null;
            details.setLength(0);
        }
    }
}
