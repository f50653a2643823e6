/**
 * The kernel: one device's readings in, its alarms' transitions out. What changes while a device is watched lives
 * here and nowhere else in the domain.
 *
 * <p>Begin at {@link io.vigie.domain.monitor.MonitoredDevice}, which a {@link io.vigie.domain.monitor.FleetMonitor} makes
 * and everything else calls: it decides what is late, in which order readings are taken, and when a device is forgotten.
 * What becomes of its alarms is decided in {@code alarms}, of its windows in {@code windows}; what functions look back to
 * is in {@code readings}, rules made ready in {@code compiled}.
 */
@NullMarked
package io.vigie.domain.monitor;

import org.jspecify.annotations.NullMarked;
