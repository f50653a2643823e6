package io.vigie.application.kind;

/**
 * Something wrong with an option, and where it stands in the pipeline file.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong and what to do, in one line
 */
public record OptionProblem(int line, int column, String message) {}
