/**
 * Readings from Azure Event Hubs, and every output to it, over AMQP, through the SPI of {@code io.vigie.adapters.spark}; for
 * the Kafka endpoint, what the Kafka adapter is to be told. Begin at {@link io.vigie.adapters.eventhubs.EventHubsConnector}.
 */
@NullMarked
package io.vigie.adapters.eventhubs;

import org.jspecify.annotations.NullMarked;
