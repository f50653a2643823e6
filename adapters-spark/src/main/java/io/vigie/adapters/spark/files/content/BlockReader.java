package io.vigie.adapters.spark.files.content;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a file apart by its layout. */
interface BlockReader {

    /** The next block; null after the last that can be had. */
    @Nullable
    FileBlock next() throws IOException;
}
