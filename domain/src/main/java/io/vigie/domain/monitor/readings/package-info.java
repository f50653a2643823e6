/**
 * The readings that are remembered of a device: those that wait for its watermark, and the past that functions look back
 * to, as spans and what they come to. Begin at {@link io.vigie.domain.monitor.readings.MetricState}.
 * It is the kernel's own, and not for those who use it.
 */
@NullMarked
package io.vigie.domain.monitor.readings;

import org.jspecify.annotations.NullMarked;
