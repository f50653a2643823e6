/**
 * A local Event Hubs: the AMQP 1.0 conversation of Azure Event Hubs on this host, with its tokens, its partitions and its
 * faults, so that tests and trials need no account.
 */
@NullMarked
package io.vigie.adapters.eventhubs.testing;

import org.jspecify.annotations.NullMarked;
