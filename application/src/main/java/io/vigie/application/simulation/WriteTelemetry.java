package io.vigie.application.simulation;

/**
 * Takes the messages of a simulated fleet in the order of their delivery, and the labels that tell what is wrong with
 * some. An implementation that cannot write throws {@link java.io.UncheckedIOException} with a message for a person.
 */
public interface WriteTelemetry {

    /**
     * The next message.
     *
     * @param device the name of the device that sent it, whatever the message says
     * @param buffer holds it, and is used again for the next one
     * @param offset where it starts
     * @param length its length in bytes; it has no line end
     * @param deliveredAt when it was delivered, in milliseconds since 1970
     */
    void message(String device, byte[] buffer, int offset, int length, long deliveredAt);

    /** A label, once all of it is known; a label of a message follows that message. */
    void label(Label label);

    /** The end: after it nothing comes, and all must be in its place. */
    void complete(SimulationSummary summary);
}
