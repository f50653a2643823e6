/** Rules as data: conditions, what makes them raise an alarm, and the language they are written in. */
@NullMarked
package io.vigie.domain.rule;

import org.jspecify.annotations.NullMarked;
