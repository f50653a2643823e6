package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables are maintained beside a running pipeline and between its runs; what is in them is the same in the end. */
class MaintenanceIT {

    @TempDir
    private Path directory;

    @Test
    void tablesMaintainedBesideARunningPipelineHoldWhatTheyHeld() throws IOException, InterruptedException {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = pipeline(input, 1);
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            maintainBeside(process, pipeline);
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        Tables.assertSame(pipeline, input.undisturbed());
    }

    @Test
    @Tag("long")
    void tablesMaintainedBesideARunThatIsKilledAndBetweenRunsHoldWhatTheyHeld()
            throws IOException, InterruptedException {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = pipeline(input, 1);
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            maintainBeside(process, pipeline);
            process.kill();
            process.end();
        }
        VigieProcess.Ended rest = ended(VigieProcess.run(pipeline));
        assertThat(rest.status()).as(rest.err()).isEqualTo(VigieProcess.DONE);

        VigieProcess.Ended maintained = maintain(pipeline, "--expire-checkpoint");
        assertThat(maintained.out())
                .contains("  compacted ", "done, last written")
                .doesNotContain("not done", "deleted");
        Tables.assertSame(pipeline, input.undisturbed());

        VigieProcess.Ended again = ended(VigieProcess.run(pipeline));
        assertThat(again.status()).as(again.err()).isEqualTo(VigieProcess.DONE);
        Tables.assertSame(pipeline, input.undisturbed());
    }

    /** After three batches, while it goes on. */
    private void maintainBeside(VigieProcess process, Pipeline pipeline) throws IOException, InterruptedException {
        process.await("three batches", () -> pipeline.batchesDone() >= 3);
        assertThat(maintain(pipeline, "--expire-checkpoint").out())
                .contains("readings " + pipeline.out().resolve("readings"), "  compacted ", "done, last written")
                .doesNotContain("deleted");
    }

    private Pipeline pipeline(SimulatedInput input, int filesABatch) throws IOException {
        return Pipeline.write(
                directory, input.directory(), filesABatch, directory.resolve("out"), "maintenance: { checkpoint: 1d }");
    }

    @Test
    @Tag("long")
    void aRehearsalChangesNothing() throws IOException, InterruptedException {
        SimulatedInput input = SimulatedInput.get();
        Pipeline pipeline = pipeline(input, input.files().size() / 2);
        VigieProcess.Ended run = ended(VigieProcess.run(pipeline));
        assertThat(run.status()).as(run.err()).isEqualTo(VigieProcess.DONE);
        long files = dataFiles(pipeline);

        VigieProcess.Ended rehearsal = maintain(pipeline, "--dry-run");

        assertThat(rehearsal.out()).contains("would have compacted");
        assertThat(dataFiles(pipeline)).isEqualTo(files);
        Tables.assertSame(pipeline, input.undisturbed());
    }

    private static VigieProcess.Ended maintain(Pipeline pipeline, String... options)
            throws IOException, InterruptedException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "maintain";
        arguments[1] = pipeline.file().toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        VigieProcess.Ended ended =
                ended(VigieProcess.start(pipeline.directory(), VigieProcess.Surroundings.PLAIN, arguments));
        assertThat(ended.status()).as(ended.out() + ended.err()).isEqualTo(VigieProcess.DONE);
        return ended;
    }

    private static VigieProcess.Ended ended(VigieProcess started) throws IOException, InterruptedException {
        try (VigieProcess process = started) {
            return process.end();
        }
    }

    private static long dataFiles(Pipeline pipeline) throws IOException {
        try (var files = Files.walk(pipeline.out().resolve("readings"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }
}
