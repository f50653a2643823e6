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
            endsWell(process);
        }

        Tables.assertSame(pipeline, input.undisturbed());
    }

    @Test
    void anExecutorThatIsKilledInMidBatchChangesNothing() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = inThreeBatches(input);
        try (VigieProcess process = VigieProcess.submit(pipeline, cluster)) {
            untilItsSecondBatchReachesATable(process, pipeline);
            executors().get(0).destroyForcibly();
            assertThat(pipeline.batchesDone()).as("batches done").isEqualTo(1);
            endsWell(process);
        }

        mustBeUndisturbed(pipeline, input);
    }

    @Test
    @Tag("long")
    void executorsThatAreKilledOneAfterTheOtherChangeNothing() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = inThreeBatches(input);
        try (VigieProcess process = VigieProcess.submit(pipeline, cluster)) {
            process.await("its second batch was begun", () -> pipeline.batchesBegun() == 2);
            List<ProcessHandle> first = executors();
            first.get(0).destroyForcibly();
            assertThat(pipeline.batchesDone()).as("batches done").isEqualTo(1);
            untilItsSecondBatchReachesATable(process, pipeline);
            first.get(1).destroyForcibly();
            endsWell(process);
        }

        mustBeUndisturbed(pipeline, input);
    }

    private Pipeline inThreeBatches(SimulatedInput input) throws Exception {
        int aThirdOfThem = (input.files().size() + 2) / 3;
        return Pipeline.write(directory, input.directory(), aThirdOfThem, directory.resolve("out"), PARTITIONS);
    }

    /** What the batch has computed is lost with the executor that keeps it: it is computed again for other tables. */
    private static void untilItsSecondBatchReachesATable(VigieProcess process, Pipeline pipeline) throws Exception {
        process.await("its second batch was begun", () -> pipeline.batchesBegun() == 2);
        long commits = pipeline.commitsOf("readings");
        process.await("its second batch reached a table", () -> pipeline.commitsOf("readings") > commits);
    }

    private static List<ProcessHandle> executors() {
        List<ProcessHandle> executors = cluster.executors();
        assertThat(executors).as("executors").hasSize(2);
        return executors;
    }

    private static void endsWell(VigieProcess process) throws Exception {
        Ended ended = process.end();
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
    }

    private static void mustBeUndisturbed(Pipeline pipeline, SimulatedInput input) throws Exception {
        Tables.assertSame(pipeline, input.undisturbed());
        assertThat(Directories.files(pipeline.checkpoint().resolve("state")))
                .as("where state may be large it is RocksDB's")
                .anyMatch(file -> file.toString().endsWith(".changelog"));
    }
}
