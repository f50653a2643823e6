/** What Vigie is about: readings, rules, windows and alarms. Pure Java: no engine, no input or output, no clock. */
@NullMarked
package io.vigie.domain;

import org.jspecify.annotations.NullMarked;
