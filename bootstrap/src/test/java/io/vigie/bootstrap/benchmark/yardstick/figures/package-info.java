/** What the figures of several runs come to. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick.figures;

import org.jspecify.annotations.NullMarked;
