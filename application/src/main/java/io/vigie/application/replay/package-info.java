/** Rules over history: the kernel on readings of the past, to compare rules and to explain alarms. */
@NullMarked
package io.vigie.application.replay;

import org.jspecify.annotations.NullMarked;
