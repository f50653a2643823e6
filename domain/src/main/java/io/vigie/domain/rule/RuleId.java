package io.vigie.domain.rule;

import java.io.Serializable;

/**
 * The name of a rule; it is the rule's identity across edits and restarts.
 *
 * @param value 1 to 256 characters
 */
public record RuleId(String value) implements Serializable {

    /** The longest there is, in characters. */
    public static final int MAX_LENGTH = 256;

    /** @throws IllegalArgumentException when the name is empty or too long */
    public RuleId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A rule id has 1 to " + MAX_LENGTH + " characters, this one has " + value.length() + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
