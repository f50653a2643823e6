package io.vigie.application.intake;

import io.vigie.domain.reading.Quotation;
import io.vigie.domain.reading.RejectionReason;
import org.jspecify.annotations.Nullable;

/** What is wrong with the message under way, and the one rejection that comes of it. */
final class Defects {

    /** Room for how many more there are. */
    private static final int MOST_DETAIL = Rejection.LONGEST_DETAIL - 40;

    private static final String BETWEEN = "; ";

    private final StringBuilder details = new StringBuilder();
    private @Nullable RejectionReason reason;

    /** How many things are wrong that are not told of one by one. */
    private int more;

    /** Adds what was found next. */
    void add(Rejection next) {
        if (reason == null) {
            reason = next.reason();
            details.append(next.detail());
        } else if (more == 0
                && details.length() + BETWEEN.length() + next.detail().length() <= MOST_DETAIL) {
            details.append(BETWEEN).append(next.detail());
        } else {
            more++;
        }
    }

    /** Adds so many that nobody told of. */
    void add(int uncounted) {
        more += uncounted;
    }

    /** Whether the first of them is that the message does not read as what it should be. */
    boolean isMalformed() {
        return reason == RejectionReason.MALFORMED;
    }

    /** Tells first what the message is instead. */
    void isInstead(String what) {
        details.insert(0, "the message is " + what + BETWEEN);
    }

    /** Tells of them, where there are any. */
    void tell(IntakeTarget target) {
        if (reason != null) {
            String all = more == 0
                    ? details.toString()
                    : Quotation.cut(details.toString(), MOST_DETAIL) + BETWEEN + "and " + more + " more";
            target.rejected(new Rejection(reason, all));
        }
    }

    /** Makes it ready for the next message. */
    void clear() {
        if (reason != null) {
            reason = null;
            more = 0;
            details.setLength(0);
        }
    }
}
