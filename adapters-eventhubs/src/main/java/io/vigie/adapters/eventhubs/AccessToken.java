package io.vigie.adapters.eventhubs;

import java.io.Serializable;
import java.time.Instant;

/**
 * A token of Microsoft Entra ID, which lets its bearer in.
 *
 * @param value the token itself, a secret
 * @param expires until when it is good
 */
record AccessToken(String value, Instant expires) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessToken[expires " + expires + "]";
    }
}
