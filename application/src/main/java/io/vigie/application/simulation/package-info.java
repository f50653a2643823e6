/** A fleet of devices that measure, drift, stick, fall silent and stammer, the same for the same seed. */
@NullMarked
package io.vigie.application.simulation;

import org.jspecify.annotations.NullMarked;
