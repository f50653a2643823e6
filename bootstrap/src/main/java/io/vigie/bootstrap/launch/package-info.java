/**
 * How the process itself starts. What takes longest in a short run is neither reading nor writing: it is loading and
 * compiling some twelve thousand methods of Spark and Delta. Two things shorten that, and a jar's manifest can ask
 * for neither: an archive of loaded classes, and a compiler that spends less on code that runs only at the start.
 * Begin at {@link io.vigie.bootstrap.launch.FastStart}.
 */
@NullMarked
package io.vigie.bootstrap.launch;

import org.jspecify.annotations.NullMarked;
