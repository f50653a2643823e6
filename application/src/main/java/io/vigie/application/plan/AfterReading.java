package io.vigie.application.plan;

/** What becomes of an input file once all that came of it is in every output. */
public sealed interface AfterReading {

    /** It stays where it is. */
    record Keep() implements AfterReading {}

    /** It is taken away. */
    record Delete() implements AfterReading {}

    /**
     * It goes elsewhere in its file system, under the names that it has in the input.
     *
     * @param path a directory that is not in the input
     */
    record Archive(String path) implements AfterReading {}
}
