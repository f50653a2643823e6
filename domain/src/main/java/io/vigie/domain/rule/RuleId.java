package io.vigie.domain.rule;

import java.io.Serializable;

/**
 * The name of a rule; it is the rule's identity across edits and restarts.
 *
 * @param value 1 to 256 characters
 */
public record RuleId(String value) implements Serializable {

    /** @throws IllegalArgumentException when the name is empty or too long */
    public RuleId {
        if (value.isEmpty() || value.length() > 256) {
            throw new IllegalArgumentException(
                    "A rule id has 1 to 256 characters, this one has " + value.length() + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
