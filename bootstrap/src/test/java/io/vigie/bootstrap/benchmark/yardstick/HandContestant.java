package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.process.JavaCommand;
import io.vigie.bootstrap.benchmark.yardstick.rival.HandWrittenJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The rival: jobs written by hand on the same Spark.
 *
 * @param jar the {@code vigie.jar} beside which Spark lies
 * @param heap the most memory for objects, as {@code -Xmx} takes it
 */
record HandContestant(Path jar, String heap) implements Contestant {

    @Override
    public String name() {
        return "by-hand";
    }

    @Override
    public List<String> prepare(Job job) throws IOException {
        return JavaCommand.ofClass(
                HandWrittenJob.class,
                jar,
                heap,
                List.of(
                        job.workload().name(),
                        job.servers(),
                        job.source(),
                        job.directory().toString()));
    }
}
