/** Alarms: how they are named, what happens to them, and why. */
@NullMarked
package io.vigie.domain.alarm;

import org.jspecify.annotations.NullMarked;
