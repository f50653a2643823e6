/**
 * The kernel: one device's readings in, its alarms' transitions out. What changes while a device is watched lives
 * here and nowhere else in the domain.
 */
@NullMarked
package io.vigie.domain.monitor;

import org.jspecify.annotations.NullMarked;
