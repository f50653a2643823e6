/**
 * What a source or a table has from the past, for backtests and explanations. Begin at
 * {@link io.vigie.adapters.spark.history.SparkHistory}.
 */
@NullMarked
package io.vigie.adapters.spark.history;

import org.jspecify.annotations.NullMarked;
