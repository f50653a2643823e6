package io.vigie.bootstrap.configuration.yaml;

/**
 * One thing wrong in a configuration file, and where. It never carries what a reference such as
 * {@code ${env:NAME}} stands for.
 *
 * @param file the file, as it was named; its name may be anything
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong and what to do, in one line
 */
public record ConfigurationProblem(String file, int line, int column, String message) {

    /** As compilers print it: {@code file:line:column: message}. */
    @Override
    public String toString() {
        return OneLine.of(file) + ":" + line + ":" + column + ": " + message;
    }
}
