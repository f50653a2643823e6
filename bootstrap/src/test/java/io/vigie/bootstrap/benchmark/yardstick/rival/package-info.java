/** What people write on Spark by hand for the same workloads, after its documentation. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick.rival;

import org.jspecify.annotations.NullMarked;
