/**
 * Readings from Kafka, and every output to it, through the SPI of {@code io.vigie.adapters.spark}. Begin at {@link
 * io.vigie.adapters.kafka.KafkaConnector}.
 */
@NullMarked
package io.vigie.adapters.kafka;

import org.jspecify.annotations.NullMarked;
