/**
 * Which files there are. Begin at {@link io.vigie.adapters.spark.files.listing.InputPath}.
 */
@NullMarked
package io.vigie.adapters.spark.files.listing;

import org.jspecify.annotations.NullMarked;
