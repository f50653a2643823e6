package io.vigie.bootstrap.parity;

/**
 * How a case is cut up on Spark; in memory it is one piece.
 *
 * @param filesOfFirstRun how many files are there before the pipeline is stopped and started again
 * @param filesPerBatch how many files a batch has at most
 * @param bytesPerTask how many bytes of a file one task reads at most
 * @param partitions over how many partitions devices are spread
 */
record Cuts(int filesOfFirstRun, int filesPerBatch, int bytesPerTask, int partitions) {

    /** As few pieces as can be. */
    static final Cuts NONE = new Cuts(0, 1_000, Integer.MAX_VALUE, 1);

    Cuts withFilesOfFirstRun(int files) {
        return new Cuts(files, filesPerBatch, bytesPerTask, partitions);
    }
}
