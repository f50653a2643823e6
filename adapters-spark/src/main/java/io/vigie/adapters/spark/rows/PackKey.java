package io.vigie.adapters.spark.rows;

/**
 * What packs are grouped by in the shuffle: a letter for their kind, and what tells them apart. Spark keeps a device's
 * state by its key, so that {@link #DEVICE} stays as it is.
 */
public enum PackKey {
    /** Readings of one device. */
    DEVICE('r'),
    /** The pipeline's clock. */
    CLOCK('c'),
    /** Chunks that need no state. */
    PASSING('x');

    private final char letter;

    PackKey(char letter) {
        this.letter = letter;
    }

    String of(String rest) {
        return letter + rest;
    }

    /** What was made a key of. */
    public static String rest(String key) {
        return key.substring(1);
    }

    /**
     * The kind of a key.
     *
     * @throws IllegalStateException when there is none such
     */
    public static PackKey kind(String key) {
        for (PackKey kind : values()) {
            if (!key.isEmpty() && key.charAt(0) == kind.letter) {
                return kind;
            }
        }
        throw new IllegalStateException("No kind of packs that this version of Vigie knows has the key '" + key
                + "'. Give the driver and all executors the same jar of Vigie.");
    }
}
