/**
 * Delta Lake as the history of readings and as a sink that writes each batch once, however often Spark repeats it, through
 * the SPI of {@code io.vigie.adapters.spark}.
 */
@NullMarked
package io.vigie.adapters.delta;

import org.jspecify.annotations.NullMarked;
