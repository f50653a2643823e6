package io.vigie.domain.rule.expression;

/** What a function needs to be kept of a metric's past, beside the latest reading and the one before. */
public enum Kept {
    /** The readings of its span. */
    READINGS,
    /** Those of its span that no later one is below. */
    LEAST,
    /** Those of its span that no later one is above. */
    GREATEST,
    /** The readings of its span and their sum. */
    TOTAL,
    /** The readings of its span and the sum of their squares. */
    SQUARES,
    /** The readings of its span in the order of their values. */
    ORDER,
    /** Mean and variance of all readings, the latest weighing as much as the call says. */
    WEIGHTED
}
