package io.vigie.domain.monitor.windows;

import io.vigie.domain.window.WindowResult;

/** Takes what comes of a device's windows, as it is found. What a target does not override passes it by. */
public interface WindowTarget {

    /** Nobody asks. */
    WindowTarget NOBODY = new WindowTarget() {};

    /** A window is complete. */
    default void window(WindowResult window) {}

    /**
     * A reading has come too late for windows that it belongs to: they were complete already, and do not count it.
     *
     * @param windows how many of them, 1 or more
     */
    default void uncounted(long windows) {}
}
