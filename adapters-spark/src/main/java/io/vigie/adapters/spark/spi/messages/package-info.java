/**
 * Messages as sources hand them over, with their headers. Begin at {@link io.vigie.adapters.spark.spi.messages.MessageRows}.
 */
@NullMarked
package io.vigie.adapters.spark.spi.messages;

import org.jspecify.annotations.NullMarked;
