package io.vigie.application.simulation;

/**
 * A message on its way.
 *
 * @param deliveredAt when it will be there, in milliseconds since 1970
 * @param number how many were delayed before it, to tell apart those that arrive together
 * @param bytes the message
 */
record DelayedMessage(long deliveredAt, long number, byte[] bytes) implements Comparable<DelayedMessage> {

    @Override
    public int compareTo(DelayedMessage other) {
        int byTime = Long.compare(deliveredAt, other.deliveredAt);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
