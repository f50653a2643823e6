/** What other adapters plug into the Spark engine: sources of messages, and sinks for rows. */
@NullMarked
package io.vigie.adapters.spark.spi;

import org.jspecify.annotations.NullMarked;
