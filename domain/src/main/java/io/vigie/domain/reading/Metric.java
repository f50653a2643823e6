package io.vigie.domain.reading;

import java.io.Serializable;

/**
 * The name of a quantity that devices measure, such as {@code temperature}.
 *
 * @param name 1 to {@value #MAX_LENGTH} characters
 */
public record Metric(String name) implements Comparable<Metric>, Serializable {

    /** The most characters a metric's name may have. */
    public static final int MAX_LENGTH = 256;

    /** @throws IllegalArgumentException when the name is empty or too long */
    public Metric {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A metric's name has 1 to " + MAX_LENGTH + " characters, this one has " + name.length() + ".");
        }
    }

    @Override
    public int compareTo(Metric other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
