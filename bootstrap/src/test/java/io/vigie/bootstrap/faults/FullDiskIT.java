package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that cannot be written, or not any more. */
class FullDiskIT {

    private static final int FILES_A_BATCH = 4;
    private static final long DISK = 64 << 20;
    private static final long PAGE = 4096;

    @TempDir
    private Path directory;

    @Test
    void aFullDiskStopsThePipelineAndAfterMakingRoomItCompletesItsTables() throws Exception {
        SimulatedInput input = SimulatedInput.get();
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), DISK)) {
            Pipeline pipeline = Pipeline.write(
                    directory.resolve("pipeline"),
                    input.directory(),
                    FILES_A_BATCH,
                    disk.directory().resolve("out"));
            disk.fillExceptFor(pagesOf(input.undisturbed()));
            try (VigieProcess process = VigieProcess.run(pipeline)) {
                VigieProcess.Ended ended = process.end();
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.STOPPED);
                assertThat(ended.err())
                        .contains("vigie: Pipeline fleet stopped")
                        .contains("No space left on device");
            }
            assertThat(pipeline.batchesDone() * FILES_A_BATCH)
                    .as("files that were read, of %d", input.files().size())
                    .isPositive()
                    .isLessThan(input.files().size());

            disk.clear();
            try (VigieProcess process = VigieProcess.run(pipeline)) {
                VigieProcess.Ended ended = process.end();
                assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
            }
            Tables.assertSame(pipeline, input.undisturbed());
        }
    }

    @Test
    @Tag("long")
    void nothingIsDoneWithoutAPlaceForRejectedMessagesAndAllOnceThereIsOne() throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        List<byte[]> lines = new ArrayList<>(Messages.readings(0, 10));
        lines.add(Messages.bytes("no reading"));
        Files.write(input.resolve("readings.jsonl"), Bytes.joined(lines));
        Path inTheWay = Files.writeString(directory.resolve("archive"), "a file, where a directory should be");
        Pipeline pipeline =
                Pipeline.writeRejected(directory, input, 1, directory.resolve("out"), inTheWay.resolve("rejected"));

        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isIn(VigieProcess.REFUSED, VigieProcess.STOPPED);
            assertThat(ended.err()).contains("vigie: ", inTheWay.toString());
        }
        assertThat(pipeline.batchesDone()).isZero();

        Files.delete(inTheWay);
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        assertThat(Tables.read(pipeline.out().resolve("readings")).count()).isEqualTo(10);
        assertThat(Tables.read(inTheWay.resolve("rejected")).count()).isEqualTo(1);
    }

    /** What a pipeline takes of a disk that read all in one batch: enough for a first of three, too little for all three. */
    private static long pagesOf(Pipeline undisturbed) throws IOException {
        long bytes = 0;
        for (Path file : Directories.files(undisturbed.out())) {
            bytes += (Files.size(file) + PAGE - 1) / PAGE * PAGE;
        }
        return bytes;
    }
}
