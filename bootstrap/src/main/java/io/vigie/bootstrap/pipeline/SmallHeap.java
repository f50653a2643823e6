package io.vigie.bootstrap.pipeline;

import io.vavr.control.Option;

/** A Java heap with which Spark does not start. By itself it would advise a setting that comes too late here. */
final class SmallHeap {

    /** Half as much again as Spark sets aside for itself. */
    private static final long SPARK_NEEDS = 450L << 20;

    /** What says to Spark that it is to do with less, as its own tests do. */
    static final String TRIAL = "spark.testing.memory";

    private static final long MIB = 1 << 20;

    private SmallHeap() {}

    /** What to tell a person; none where the heap is large enough. */
    static Option<String> refusal(long bytes) {
        return Option.when(
                bytes < SPARK_NEEDS,
                () -> "The Java heap holds no more than " + bytes / MIB + " MiB, and Spark starts with "
                        + SPARK_NEEDS / MIB + " at least: give it more (java -Xmx1g), and start again.");
    }
}
