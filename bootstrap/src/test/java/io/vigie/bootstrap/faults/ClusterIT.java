package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * {@code vigie-cluster.jar} on a cluster of processes, a master and two workers: the tables are those of {@code vigie.jar}
 * in one process, also when executors are killed.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ClusterIT {

    /** As many as both workers have cores, twice. */
    private static final String PARTITIONS = "spark: { spark.sql.shuffle.partitions: 4 }";

    @TempDir
    private static Path home;

    private static StandaloneCluster cluster;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startTheCluster() throws Exception {
        cluster = StandaloneCluster.start(home, 2);
    }

    @AfterAll
    static void stopTheCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Tag("long")
    void aPipelineOnAClusterWritesTheTablesThatItWritesInOneProcess() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        int halfOfThem = input.files().size() / 2;
        Pipeline pipeline =
                Pipeline.write(directory, input.directory(), halfOfThem, directory.resolve("out"), PARTITIONS);
        try (VigieProcess process = VigieProcess.submit(pipeline, cluster)) {
            Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        Tables.assertSame(pipeline, input.undisturbed());
    }

    @Test
    void executorsThatAreKilledInMidBatchChangeNothing() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        int aThirdOfThem = (input.files().size() + 2) / 3;
        Pipeline pipeline =
                Pipeline.write(directory, input.directory(), aThirdOfThem, directory.resolve("out"), PARTITIONS);
        try (VigieProcess process = VigieProcess.submit(pipeline, cluster)) {
            process.await("its second batch was begun", () -> pipeline.batchesBegun() == 2);
            List<ProcessHandle> first = cluster.executors();
            assertThat(first).as("executors").hasSize(2);
            first.get(0).destroyForcibly();
            assertThat(pipeline.batchesDone()).as("batches done").isEqualTo(1);

            // What the batch has computed is lost with the executor that keeps it: it is computed again for other
            // tables.
            long commits = pipeline.commitsOf("readings");
            process.await("its second batch reached a table", () -> pipeline.commitsOf("readings") > commits);
            first.get(1).destroyForcibly();

            Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }

        Tables.assertSame(pipeline, input.undisturbed());
        assertThat(Directories.files(pipeline.checkpoint().resolve("state")))
                .as("where state may be large it is RocksDB's")
                .anyMatch(file -> file.toString().endsWith(".changelog"));
    }
}
