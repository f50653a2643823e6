/**
 * How one logs in to a hub: shared access keys, and tokens of Microsoft Entra ID. Begin at
 * {@link io.vigie.adapters.eventhubs.login.AccessTokens}.
 */
@NullMarked
package io.vigie.adapters.eventhubs.login;

import org.jspecify.annotations.NullMarked;
