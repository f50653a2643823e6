package io.vigie.adapters.spark.spi;

import java.time.Instant;

/**
 * A token that lets its bearer in.
 *
 * @param value the token itself, a secret
 * @param expires until when it is good
 */
public record BearerToken(String value, Instant expires) {

    /** Without the token. */
    @Override
    public String toString() {
        return "BearerToken[expires " + expires + "]";
    }
}
