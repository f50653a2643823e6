package io.vigie.adapters.spark.files.content;

import java.io.Serializable;

/**
 * Sizes in bytes.
 *
 * @param block of a block, but for those of one longer message
 * @param longest of the longest message that is handed over whole; of a longer one, its beginning
 * @param kept of what is kept of such a message
 */
public record BlockLimits(int block, int longest, int kept) implements Serializable {

    private static final long serialVersionUID = 1;

    public static final BlockLimits DEFAULT = new BlockLimits(512 << 10, 32 << 20, 1 << 20);
}
