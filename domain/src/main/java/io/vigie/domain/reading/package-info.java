/** A sensor's message as it must be: what a reading is, and how one that is not shows every defect at once. */
@NullMarked
package io.vigie.domain.reading;

import org.jspecify.annotations.NullMarked;
