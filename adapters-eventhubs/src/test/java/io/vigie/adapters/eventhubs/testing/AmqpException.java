package io.vigie.adapters.eventhubs.testing;

/** A client asks for what it is not given. */
final class AmqpException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient AmqpError error;

    AmqpException(AmqpError error) {
        super(error.description());
        this.error = error;
    }

    AmqpError error() {
        return error;
    }
}
