/**
 * Readings from Azure Event Hubs, over AMQP or its Kafka endpoint, behind one source of the SPI of {@code
 * io.vigie.adapters.spark}. Begin at {@link io.vigie.adapters.eventhubs.EventHubsConnector}.
 */
@NullMarked
package io.vigie.adapters.eventhubs;

import org.jspecify.annotations.NullMarked;
