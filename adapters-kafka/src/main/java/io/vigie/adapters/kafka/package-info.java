/** Readings from Kafka, and alarms and dead letters to it, through the SPI of {@code io.vigie.adapters.spark}. */
@NullMarked
package io.vigie.adapters.kafka;

import org.jspecify.annotations.NullMarked;
