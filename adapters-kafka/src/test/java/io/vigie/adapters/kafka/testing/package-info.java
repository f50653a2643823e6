/** A real Kafka broker for tests, the ways to reach it, and what tests do with its topics. */
@NullMarked
package io.vigie.adapters.kafka.testing;

import org.jspecify.annotations.NullMarked;
