/** What "no slower" is said by: whole processes of Vigie and a job written by hand on Spark, in turn. It is a program, not a test. */
@NullMarked
package io.vigie.bootstrap.benchmark.yardstick;

import org.jspecify.annotations.NullMarked;
