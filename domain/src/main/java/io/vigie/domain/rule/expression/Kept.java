package io.vigie.domain.rule.expression;

/** What a function needs to be kept of a metric's past, beside the latest reading and the value before. */
public enum Kept {
    /** The reading before the latest, with its time. */
    PREVIOUS,
    /** The first reading of the present run of equal values. */
    UNCHANGED,
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
    WEIGHTED,
    /** The readings of its span, what each adds to a counter, and the sum of that. */
    COUNTER,
    /** The readings of its span and the area under them. */
    AREA,
    /** Of no metric, but of its condition: the times of its span in which it was true. */
    TRUTH
}
