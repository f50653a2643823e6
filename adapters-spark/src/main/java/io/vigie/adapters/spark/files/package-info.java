/**
 * Files, wherever they lie: which there are, what is in them, and which a pipeline has read. Listing and reading are plain
 * Java over Hadoop's file systems; the classes whose names begin with {@code FileStream} hand files to Spark by its public
 * interfaces.
 */
@NullMarked
package io.vigie.adapters.spark.files;

import org.jspecify.annotations.NullMarked;
