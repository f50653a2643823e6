package io.vigie.application.simulation;

/** A message on its way. The order is that of arrival. */
final class DelayedMessage implements Comparable<DelayedMessage> {

    private final long deliveredAt;
    private final long number;
    private final String device;
    private final byte[] bytes;

    /**
     * @param deliveredAt when it will be there, in milliseconds since 1970
     * @param number how many were delayed before it, to tell apart those that arrive together
     * @param device the name of the device that sent it
     * @param bytes the message
     */
    DelayedMessage(long deliveredAt, long number, String device, byte[] bytes) {
        this.deliveredAt = deliveredAt;
        this.number = number;
        this.device = device;
        this.bytes = bytes;
    }

    long deliveredAt() {
        return deliveredAt;
    }

    String device() {
        return device;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int compareTo(DelayedMessage other) {
        int byTime = Long.compare(deliveredAt, other.deliveredAt);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
