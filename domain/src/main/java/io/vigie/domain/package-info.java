/**
 * What Vigie is about: readings, rules, windows and alarms. Pure Java: no engine, no input or output, no clock. It holds no
 * class itself: begin at {@link io.vigie.domain.monitor.FleetMonitor}, which has rules watch the devices of a fleet.
 */
@NullMarked
package io.vigie.domain;

import org.jspecify.annotations.NullMarked;
