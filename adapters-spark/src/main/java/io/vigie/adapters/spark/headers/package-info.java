/**
 * What is made of the headers of messages. Begin at {@link io.vigie.adapters.spark.headers.HeaderUse}.
 */
@NullMarked
package io.vigie.adapters.spark.headers;

import org.jspecify.annotations.NullMarked;
