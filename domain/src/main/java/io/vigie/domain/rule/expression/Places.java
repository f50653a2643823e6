package io.vigie.domain.rule.expression;

/** Where {@link DeviceValues} finds what an expression speaks of. Each is asked for once for each mention. */
public interface Places {

    /** The place of a condition of which nobody keeps when it was true. */
    int NOWHERE = -1;

    /** The place of a metric: 0 or above. */
    int metric(Subject subject);

    /** The place of a condition for which it is kept when it was true. */
    default int condition(Condition condition) {
        return NOWHERE;
    }
}
