/**
 * The contract kit: a new source or sink proves itself by extending {@link SparkSourceContract} or {@link
 * SparkSinkContract}. Beside them, what tests of pipelines need.
 */
@NullMarked
package io.vigie.adapters.spark.testing;

import org.jspecify.annotations.NullMarked;
