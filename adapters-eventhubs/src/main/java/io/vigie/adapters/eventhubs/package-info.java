/**
 * Readings from Azure Event Hubs, over AMQP or its Kafka endpoint, behind one source of the SPI of
 * {@code io.vigie.adapters.spark}.
 */
@NullMarked
package io.vigie.adapters.eventhubs;

import org.jspecify.annotations.NullMarked;
