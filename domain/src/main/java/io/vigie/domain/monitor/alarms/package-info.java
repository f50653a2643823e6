/**
 * The life of an alarm: begin at {@link io.vigie.domain.monitor.alarms.DeviceAlarms}, which decides what becomes of one,
 * and {@link io.vigie.domain.monitor.alarms.EntryState}, which decides when an entry holds. Both draw it. All but {@link
 * io.vigie.domain.monitor.alarms.TransitionTarget} is the kernel's own, and not for those who use it.
 */
@NullMarked
package io.vigie.domain.monitor.alarms;

import org.jspecify.annotations.NullMarked;
