/** Tests of what is answered by HTTP, and of the examples for those who ask. */
@NullMarked
package io.vigie.bootstrap.metrics;

import org.jspecify.annotations.NullMarked;
