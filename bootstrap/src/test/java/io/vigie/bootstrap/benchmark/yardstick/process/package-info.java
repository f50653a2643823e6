/** Other processes: how they are started, and what they take until they end. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick.process;

import org.jspecify.annotations.NullMarked;
