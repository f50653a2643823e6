/** What there is to tell of one alarm: the readings, the states passed through, the near misses. */
@NullMarked
package io.vigie.application.inquiry;

import org.jspecify.annotations.NullMarked;
