package io.vigie.adapters.spark.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.files.listing.StoredFile;
import io.vigie.adapters.spark.files.listing.TakenFile;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogTest {

    @TempDir
    private Path directory;

    private FileLog log(String input) {
        return FileLog.of(directory.toString(), input, new Configuration(false));
    }

    private List<TakenBatch> read() {
        List<TakenBatch> batches = new ArrayList<>();
        log("in").read(batches::add, path -> path);
        return batches;
    }

    private static TakenFile file(int number) {
        return new TakenFile("f \"" + number + "\n.json", number, 1, 2, number % 2 == 0 ? 2 : 3);
    }

    private List<TakenBatch> fill(int batches) {
        FileLog log = log("in");
        log.read(batch -> {}, path -> path);
        return IntStream.range(0, batches)
                .mapToObj(number -> log.append(List.of(file(2 * number), file(2 * number + 1))))
                .toList();
    }

    @Test
    void whatWasWrittenDownIsReadAgainInFewFiles() throws IOException {
        List<TakenBatch> written = fill(257);

        assertThat(read()).isEqualTo(written);
        assertThat(log("in").batch(123)).isEqualTo(written.get(123));
        try (Stream<Path> files = Files.list(directory.resolve("files"))) {
            assertThat(files.filter(file -> !file.getFileName().toString().endsWith(".crc")))
                    .hasSize(2 + 5 + 7);
        }
    }

    @Test
    void partsThatALargerOneHoldsTooAreLeftOver() throws IOException {
        fill(9);
        Path kept = directory.resolve("kept");
        Files.copy(directory.resolve("files/4"), kept);
        FileLog log = log("in");
        log.read(batch -> {}, path -> path);
        log.append(List.of(file(99)));
        Files.copy(kept, directory.resolve("files/4"));

        assertThat(read()).hasSize(10).extracting(TakenBatch::number).doesNotHaveDuplicates();
    }

    @Test
    void remarksAreKeptToo() {
        FileLog log = log("in");
        log.read(batch -> {}, path -> path);
        TakenFile remark = new TakenFile("a", 9, 8, 7, 7, "it grew", 5);
        log.append(List.of(remark));

        assertThat(read())
                .singleElement()
                .satisfies(batch -> assertThat(batch.files()).containsExactly(remark));
    }

    @Test
    void whatIsCutOrMissingIsNamed() throws IOException {
        fill(3);
        Path middle = directory.resolve("files/1");
        String whole = Files.readString(middle);
        for (String content : List.of(
                "",
                "{",
                whole.substring(0, whole.length() / 2),
                "{\"vigie-files\":9,\"input\":\"in\"}",
                whole.replace("\"path\":\"f", "\"path\":\"../f"))) {
            Files.deleteIfExists(directory.resolve("files/.1.crc"));
            Files.writeString(middle, content);
            assertThatExceptionOfType(PipelineRefused.class)
                    .as(content)
                    .isThrownBy(this::read)
                    .withMessageContaining(middle.toString())
                    .withMessageContaining("Restore the checkpoint");
        }
        Files.delete(middle);
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::read)
                .withMessageContaining("what stands before batch 2 is not there");
    }

    @Test
    void anotherInputIsRefused() {
        fill(1);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(() -> log("other").read(batch -> {}, path -> path))
                .withMessageContaining("reads in, and this one reads other");
    }

    @Test
    void namesAreKnownAgainInBoundedMemory() {
        KnownFiles known = new KnownFiles();
        for (int i = 0; i < 200_000; i++) {
            known.put("2026/05/01/file-" + i + ".json", i);
        }
        known.forget("2026/05/01/file-7.json");

        assertThat(known.size("2026/05/01/file-199999.json")).isEqualTo(199_999);
        assertThat(known.size("2026/05/01/file-7.json")).isEqualTo(KnownFiles.UNKNOWN);
        assertThat(known.size("2026/05/02/file-1.json")).isEqualTo(KnownFiles.UNKNOWN);
    }

    @Test
    void noFileArrivesBeforeTheOneBeforeItOrAfterItsBatchWasPlanned() {
        FileArrivals arrivals = new FileArrivals(300_000_000);
        long planned = 1_000_000_000_000L;

        assertThat(arrivals.take(modified(900_000_000), planned).arrival()).isEqualTo(900_000_000_000L);
        assertThat(arrivals.take(modified(800_000_000), planned).arrival()).isEqualTo(900_000_000_000L);
        TakenFile soon = arrivals.take(modified(1_000_200_000), planned);
        assertThat(soon.arrival()).isEqualTo(planned);
        assertThat(soon.now()).isEqualTo(planned);

        FileArrivals others = new FileArrivals(300_000_000);
        others.after(700_000_000_000L);
        TakenFile far = others.take(modified(4_000_000_000L), planned);
        assertThat(far.arrival()).isEqualTo(700_000_000_000L);
        assertThat(far.now()).isEqualTo(planned);
        assertThat(new FileArrivals(300_000_000)
                        .take(modified(4_000_000_000L), planned)
                        .arrival())
                .isEqualTo(planned);
    }

    private static StoredFile modified(long milliseconds) {
        return new StoredFile("a", 1, milliseconds);
    }
}
