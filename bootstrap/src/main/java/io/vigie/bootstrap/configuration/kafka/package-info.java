/**
 * Kafka in files and on the command line: begin at {@link io.vigie.bootstrap.configuration.kafka.KafkaReader}.
 */
@NullMarked
package io.vigie.bootstrap.configuration.kafka;

import org.jspecify.annotations.NullMarked;
