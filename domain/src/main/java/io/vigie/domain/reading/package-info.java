/**
 * A sensor's message as it must be: what a reading is, and how one that is not shows every defect at once. Begin at {@link
 * io.vigie.domain.reading.SensorReading}.
 */
@NullMarked
package io.vigie.domain.reading;

import org.jspecify.annotations.NullMarked;
