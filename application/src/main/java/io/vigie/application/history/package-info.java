/**
 * Readings as they came in, and how one looks at them later: device by device, in the order of their arrival.
 * Begin at {@link io.vigie.application.history.DeviceScan}.
 */
@NullMarked
package io.vigie.application.history;

import org.jspecify.annotations.NullMarked;
