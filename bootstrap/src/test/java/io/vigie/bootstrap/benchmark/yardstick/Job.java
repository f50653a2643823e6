package io.vigie.bootstrap.benchmark.yardstick;

import java.nio.file.Path;

/**
 * One run of one side: what it reads, and where everything goes that it writes.
 *
 * @param workload what is to be done
 * @param servers the broker, {@code host:port}; empty where none is needed
 * @param source the directory of the files, or the topic
 * @param directory the run's own, for tables and checkpoint
 */
public record Job(Workload workload, String servers, String source, Path directory) {

    /** Where a table of the run lies. */
    public Path table(Output output) {
        return directory.resolve(output.word());
    }

    /** The topic of the run for this. */
    public String topic(Output output) {
        return directory.getFileName() + "-" + output.word();
    }

    /** Where the run keeps its progress. */
    public Path checkpoint() {
        return directory.resolve("checkpoint");
    }
}
