/**
 * Rules and windows that change while a pipeline runs, or between two runs. Begin at
 * {@link io.vigie.adapters.spark.switching.RuleSwitch}.
 */
@NullMarked
package io.vigie.adapters.spark.switching;

import org.jspecify.annotations.NullMarked;
