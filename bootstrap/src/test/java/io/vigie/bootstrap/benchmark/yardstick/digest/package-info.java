/** What the outputs of a run hold, as numbers that can be compared. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick.digest;

import org.jspecify.annotations.NullMarked;
