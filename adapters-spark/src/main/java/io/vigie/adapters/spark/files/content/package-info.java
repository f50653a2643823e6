/**
 * What is in a file, unpacked and cut into messages. Begin at {@link io.vigie.adapters.spark.files.content.FileBlocks}.
 */
@NullMarked
package io.vigie.adapters.spark.files.content;

import org.jspecify.annotations.NullMarked;
