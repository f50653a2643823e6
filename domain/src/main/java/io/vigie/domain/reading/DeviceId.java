package io.vigie.domain.reading;

import java.io.Serializable;

/**
 * The name a device gives itself in its messages.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters
 */
public record DeviceId(String value) implements Comparable<DeviceId>, Serializable {

    /** The most characters a device's name may have. */
    public static final int MAX_LENGTH = 256;

    /** @throws IllegalArgumentException when the name is empty or too long */
    public DeviceId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A device id has 1 to " + MAX_LENGTH + " characters, this one has " + value.length() + ".");
        }
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
