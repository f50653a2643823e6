/** What is measured of a whole pipeline, from outside. These are programs, not tests. */
@NullMarked
package io.vigie.bootstrap.benchmark;

import org.jspecify.annotations.NullMarked;
