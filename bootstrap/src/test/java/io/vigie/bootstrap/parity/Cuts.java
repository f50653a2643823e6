package io.vigie.bootstrap.parity;

/**
 * How a case is cut up on Spark; in memory it is one piece.
 *
 * @param filesOfFirstRun how many files are there before the pipeline is stopped and started again
 * @param filesPerBatch how many files a batch has at most
 * @param partitions over how many partitions devices are spread
 */
record Cuts(int filesOfFirstRun, int filesPerBatch, int partitions) {

    /** As few pieces as can be. */
    static final Cuts NONE = new Cuts(0, 1_000, 1);
}
