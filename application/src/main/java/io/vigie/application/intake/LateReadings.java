package io.vigie.application.intake;

/**
 * Which of a device's readings that are too late make a {@linkplain Rejection#late rejection}: those of one message and
 * one event time that follow each other are too late together, and make one.
 */
public final class LateReadings {

    private boolean isAny;
    private long message;
    private long eventTime;

    /**
     * The next reading of the device that is too late; answers whether it makes a rejection.
     *
     * @param itsMessage any number that its message has and the one before it has not, such as its offset
     * @param itsTime its event time, in microseconds since 1970
     */
    public boolean isToBeTold(long itsMessage, long itsTime) {
        boolean isTold = isAny && message == itsMessage && eventTime == itsTime;
        isAny = true;
        message = itsMessage;
        eventTime = itsTime;
        return !isTold;
    }
}
