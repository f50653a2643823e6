/**
 * Files, wherever they lie: which a pipeline has taken, and how they come to Spark by its public interfaces. Begin at
 * {@link io.vigie.adapters.spark.files.JsonFilesSource}.
 */
@NullMarked
package io.vigie.adapters.spark.files;

import org.jspecify.annotations.NullMarked;
