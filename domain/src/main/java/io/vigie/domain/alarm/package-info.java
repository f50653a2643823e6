/**
 * Alarms: how they are named, what happens to them, and why. Begin at {@link io.vigie.domain.alarm.AlarmTransition}.
 */
@NullMarked
package io.vigie.domain.alarm;

import org.jspecify.annotations.NullMarked;
