package io.vigie.application.port.out;

/**
 * A source is not what it was when it was opened, as a table that has got a column: the pipeline stopped between two
 * batches or in the midst of one, and goes on where it was once it is opened again.
 */
public final class SourceChanged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String change;

    /** With what has changed, and what the engine stopped on. */
    public SourceChanged(String change, Throwable cause) {
        super(change, cause);
        this.change = change;
    }

    /** What has changed, for a person; without full stop. */
    public String change() {
        return change;
    }
}
