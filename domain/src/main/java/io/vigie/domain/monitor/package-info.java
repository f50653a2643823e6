/**
 * The kernel: one device's readings in, its alarms' transitions out. What changes while a device is watched lives
 * here and nowhere else in the domain.
 *
 * <p>A {@link io.vigie.domain.monitor.FleetMonitor} makes the {@link io.vigie.domain.monitor.MonitoredDevice}s that
 * everything else calls. Of one device, {@code DeviceAlarms} and {@code EntryState} decide what becomes of its alarms,
 * and draw it; {@code DeviceWindows} keeps its windows, {@code MetricState} what functions look back to.
 */
@NullMarked
package io.vigie.domain.monitor;

import org.jspecify.annotations.NullMarked;
