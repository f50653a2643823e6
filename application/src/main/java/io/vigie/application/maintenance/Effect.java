package io.vigie.application.maintenance;

/**
 * What a step comes to; what does not apply to it is 0.
 *
 * @param rows how many rows it deletes
 * @param files how many files it removes, or replaces by others
 * @param replacements how many files take their place; of what is only rehearsed, 0 or more
 * @param bytes how many bytes those files have that it removes or replaces
 */
public record Effect(long rows, long files, long replacements, long bytes) {

    /** There was nothing to do. */
    public static final Effect NOTHING = new Effect(0, 0, 0, 0);

    /** Rows deleted. */
    public static Effect rows(long rows) {
        return new Effect(rows, 0, 0, 0);
    }

    /** Files removed. */
    public static Effect removed(long files, long bytes) {
        return new Effect(0, files, 0, bytes);
    }

    /** Files replaced by fewer. */
    public static Effect replaced(long files, long replacements, long bytes) {
        return new Effect(0, files, replacements, bytes);
    }
}
