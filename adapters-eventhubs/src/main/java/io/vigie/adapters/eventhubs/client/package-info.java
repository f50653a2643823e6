/**
 * The conversation with a hub over AMQP: connections and links, what fails and what is tried again. Begin at
 * {@link io.vigie.adapters.eventhubs.client.HubConnection}.
 */
@NullMarked
package io.vigie.adapters.eventhubs.client;

import org.jspecify.annotations.NullMarked;
