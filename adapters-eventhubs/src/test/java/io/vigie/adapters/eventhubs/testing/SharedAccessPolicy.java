package io.vigie.adapters.eventhubs.testing;

import java.util.Set;

/**
 * A name and a key with which clients may do something in the whole namespace.
 *
 * @param name of the policy, not of a person
 * @param key a secret that clients sign their tokens with
 * @param rights what it allows; {@link Right#MANAGE} includes the others
 */
public record SharedAccessPolicy(String name, String key, Set<Right> rights) {

    /** Takes a copy of the rights. */
    public SharedAccessPolicy {
        rights = Set.copyOf(rights);
    }
}
