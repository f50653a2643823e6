package io.vigie.application.port.out;

import io.vavr.collection.SortedSet;
import java.io.Serializable;

/**
 * Devices whose messages of one batch came from more than one partition: in which order they were sent, nobody knows.
 *
 * @param count how many there are
 * @param device one of them
 * @param parts where its messages came from, such as {@code readings-3}
 */
public record ScatteredDevices(long count, String device, SortedSet<String> parts) implements Serializable {

    /** These and those: the one that is named is that of these. */
    public ScatteredDevices and(ScatteredDevices more) {
        return new ScatteredDevices(count + more.count, device, parts);
    }
}
