package io.vigie.application.port.out;

import org.jspecify.annotations.Nullable;

/** A pipeline must not start as things are. The message says what is wrong, where, and what to do about it. */
public final class PipelineRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** With a message for a person. */
    public PipelineRefused(String message) {
        super(message);
    }

    /** With a message for a person, and what brought it to light. */
    public PipelineRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
