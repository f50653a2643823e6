package io.vigie.application.port.out;

import org.jspecify.annotations.Nullable;

/** A running pipeline stopped on an error. The message says what went wrong, where, and what to do about it. */
public final class PipelineFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With a message for a person. */
    public PipelineFailed(String message) {
        super(message);
    }

    /** With a message for a person, and what went wrong underneath. */
    public PipelineFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
