package io.vigie.domain.monitor;

/** Looks on while a device's rules are evaluated, for tools that tell how they come to their decisions. */
public interface EvaluationObserver {

    /** An observation was just evaluated; {@link Inspection#observed} tells what is in it. */
    void observed();

    /** The deadlines of one instant were just taken. */
    void reached();
}
