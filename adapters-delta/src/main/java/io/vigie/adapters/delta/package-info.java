/**
 * Delta Lake, through the SPI of {@code io.vigie.adapters.spark}: a sink that writes each batch once, however often Spark
 * repeats it; tables of readings as a source and as history; the care of tables; and a table of alarms that is filled from a
 * topic. Begin at {@link io.vigie.adapters.delta.DeltaConnector}.
 */
@NullMarked
package io.vigie.adapters.delta;

import org.jspecify.annotations.NullMarked;
