package io.vigie.domain.rule.expression;

/** What calls of a function come to. */
public enum Outcome {
    /** A number with a meaning of its own. */
    NUMBER,
    /** A number on the scale of the metric that the function looks at, such as a mean. */
    SAME_SCALE,
    /** A whole number, such as a count. */
    WHOLE_NUMBER,
    /** True or false: the call is a condition. */
    TRUTH
}
