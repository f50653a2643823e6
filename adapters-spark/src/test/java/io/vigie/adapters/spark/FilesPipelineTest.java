package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashMap;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.FileNames;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.plan.AfterReading;
import io.vigie.application.plan.FileLayout;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.application.port.out.PipelineRefused;
import io.vigie.domain.reading.RejectionReason;
import io.vigie.domain.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesPipelineTest {

    @TempDir
    private Path directory;

    private TestPipeline pipeline;
    private CollectedRows rows = new CollectedRows();

    @BeforeEach
    void newPipeline() {
        pipeline = TestPipeline.in(directory);
    }

    private Path file(String name, int second) {
        return pipeline.file(name, ofSeconds(second), List.of(flat("device", "m", second, ofSeconds(second))));
    }

    private List<BatchReport> run() {
        return pipeline.run(List.of(), rows);
    }

    /** All goes as it should but for the last step, so that the batch is repeated by the next run. */
    private void runAndFail() {
        String readings = path(Output.READINGS);
        rows.obstruct(readings, true);
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(this::run)
                .withMessageContaining("cannot be written");
        rows = new CollectedRows();
    }

    private String path(Output output) {
        return directory.resolve(output.word()).toString();
    }

    private List<Row> written(Output output) {
        return rows.at(path(output));
    }

    @Test
    void aFileThatVanishedBeforeItsBatchWasRepeatedIsRejectedOnceAndTheRestIsRead() throws IOException {
        file("kept.json", 1);
        Path gone = file("100% gone.json", 2);
        runAndFail();
        Files.delete(gone);

        List<BatchReport> reports = run();
        run();

        assertThat(written(Output.READINGS))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("source")).endsWith("kept.json"));
        assertThat(written(Output.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("reason")).isEqualTo("malformed");
            assertThat(row.<String>getAs("detail")).contains("gone");
            assertThat(row.<byte[]>getAs("payload")).isEmpty();
            assertThat(row.<String>getAs("source")).isEqualTo("file:" + gone);
            assertThat(row.<String>getAs("partition")).isNull();
            assertThat(row.<Long>getAs("offset")).isZero();
            assertThat(row.<java.sql.Timestamp>getAs("received_at").toInstant()).isEqualTo(START.plusSeconds(2));
        });
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.readings()).isEqualTo(1);
            assertThat(report.rejected()).isEqualTo(HashMap.of(RejectionReason.MALFORMED, 1L));
        });
    }

    @Test
    void aBatchOfWhichNothingIsLeftRejectsEachFileOfItsOwn() throws IOException {
        pipeline = pipeline.filesPerBatch(2);
        file("before.json", 1);
        file("before too.json", 2);
        run();
        rows = new CollectedRows();
        Path one = file("one.json", 3);
        Path two = file("two.json", 4);
        runAndFail();
        Files.delete(one);
        Files.delete(two);

        run();

        assertThat(written(Output.READINGS)).isEmpty();
        assertThat(written(Output.REJECTED))
                .extracting(row -> row.<String>getAs("source"))
                .containsExactlyInAnyOrder("file:" + one, "file:" + two);
    }

    @Test
    void aFileThatVanishedFromADirectoryNamedAfterAValueIsFoundToo() throws IOException {
        Path lyon = Files.createDirectories(directory.resolve("in/site=lyon"));
        Files.move(file("kept.json", 1), lyon.resolve("kept.json"));
        Path gone = Files.move(file("gone.json", 2), lyon.resolve("gone.json"));
        runAndFail();
        Files.delete(gone);

        run();

        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED))
                .extracting(row -> row.<String>getAs("source"))
                .containsExactly("file:" + gone);
    }

    @Test
    void aFileThatGoesAfterItWasReadHasNotVanished() throws IOException {
        Path read = file("read.json", 1);
        run();
        Files.delete(read);
        file("next.json", 2);

        run();

        assertThat(written(Output.READINGS)).hasSize(2);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void filesThatTheSourceItselfDeletesWhenTheyAreReadHaveNotVanished() {
        pipeline = pipeline.reading(new SourcePlan.JsonFiles(
                directory.resolve("in").toString(),
                1,
                HashMap.empty(),
                "in",
                true,
                FileLayout.FOUND,
                new AfterReading.Delete()));
        Path first = file("1.json", 1);
        file("2.json", 2);
        runAndFail();
        run();
        file("3.json", 3);

        run();

        assertThat(first).doesNotExist();
        assertThat(written(Output.READINGS)).hasSize(3);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void anyNameIsRead() throws IOException {
        List<String> names = List.of(
                "a[1].json",
                "b{2}.json",
                "c*.json",
                "d?.json",
                "e\\.json",
                "10:30.json",
                "\u00E9t\u00E9.json",
                "\u6E29\u5EA6.json",
                "\u0442\u0435\u043C\u043F.json",
                "100%.json",
                "%41.json",
                "a b\n\t.json",
                "~x#&=+.json");
        for (int i = 0; i < names.size(); i++) {
            Files.move(file("part.json", i), FileNames.in(directory.resolve("in"), names.get(i)));
        }

        run();
        run();

        assertThat(written(Output.READINGS))
                .extracting(row -> row.<String>getAs("source"))
                .containsExactlyInAnyOrderElementsOf(names.stream()
                        .map(name -> "file:" + directory + "/in/" + name)
                        .toList());
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void allBelowADirectoryIsReadAndNothingBelowItIsALabel() throws IOException {
        Path hub = Files.createDirectories(directory.resolve("in/hub/00/2026/05"));
        Path day = Files.createDirectories(directory.resolve("in/device=press-1/date=2026-05-01"));
        Path other = Files.createDirectories(directory.resolve("in/date=2026-05-01"));
        file("a.json", 1);
        Files.move(file("b.json", 2), hub.resolve("15.json"));
        Files.move(file("c.json", 3), day.resolve("a.json"));
        Files.move(file("d.json", 4), other.resolve("a.json"));

        run();

        assertThat(written(Output.READINGS)).hasSize(4);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void whatIsAddedToAFileThatWasReadIsToldOnce() throws IOException {
        Path file = file("a.json", 1);
        long before = Files.size(file);
        run();
        Files.writeString(file, "more\nand more\n", StandardOpenOption.APPEND);

        run();
        run();

        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED)).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("detail")).startsWith("14 bytes were added to the file after it was taken");
            assertThat(row.<String>getAs("source")).isEqualTo("file:" + file);
            assertThat(row.<Long>getAs("offset")).isEqualTo(before);
        });
    }

    @Test
    void anEmptyFileIsReadOnceItHoldsSomething() throws IOException {
        Path file = Files.createFile(directory.resolve("in/a.json"));
        run();
        Files.writeString(file, flat("device", "m", 1, ofSeconds(1)));

        run();

        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void aCutArchiveGivesItsWholeLinesAndStopsNobody() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 1_000; i++) {
                out.write((flat("device", "m", i, ofSeconds(i)) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.write(directory.resolve("in/cut.json.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        file("b.json", 2_000);

        run();

        assertThat(written(Output.READINGS)).hasSizeBetween(300, 700);
        assertThat(written(Output.REJECTED))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.<String>getAs("detail")).startsWith("the gzip data are cut short or damaged"));
    }

    @Test
    void aFileFromTheFutureHoldsNothingUp() throws IOException {
        Path ahead = file("a.json", 1);
        Files.setLastModifiedTime(ahead, FileTime.from(Instant.parse("2099-01-01T00:00:00Z")));
        file("b.json", 2);

        run();

        Instant now = Instant.now();
        assertThat(written(Output.READINGS))
                .hasSize(2)
                .allSatisfy(row -> assertThat(
                                row.<java.sql.Timestamp>getAs("ingested_at").toInstant())
                        .isEqualTo(START.plusSeconds(2))
                        .isBefore(now));
    }

    @Test
    void arraysAndValuesOverManyLinesAreReadMessageByMessage() throws IOException {
        String one = flat("device", "m", 1, ofSeconds(1)).replace(",", ",\n  ");
        String two = flat("device", "m", 2, ofSeconds(2)).replace(",", ",\n  ");
        Files.writeString(directory.resolve("in/array.json"), "[\n" + one + ",\n" + two + "\n]\n");
        Files.writeString(directory.resolve("in/values.json"), one + "\n" + two);

        run();

        assertThat(written(Output.READINGS))
                .extracting(row -> row.<Long>getAs("offset"))
                .containsExactlyInAnyOrder(2L, 2L + one.length() + 2, 0L, one.length() + 1L);
        assertThat(written(Output.REJECTED)).isEmpty();
    }

    @Test
    void aLateMessageOfAnArrayIsRejectedByteForByte() throws IOException {
        pipeline = pipeline.time(ofSeconds(0), ofSeconds(10), Duration.ofDays(365))
                .rules(rule("hot")
                        .metric("m")
                        .raise(Severity.MINOR, when("value > 100"))
                        .build());
        String late = flat("device", "m", 2, ofSeconds(2)).replace(",", ",\n  ");
        Files.writeString(
                directory.resolve("in/array.json"),
                "[\n" + flat("device", "m", 1, ofSeconds(500)) + ",\n" + late + "]");

        run();

        assertThat(written(Output.REJECTED))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.<byte[]>getAs("payload")).asString().isEqualTo(late));
    }

    @Test
    void anInputThatIsMovedGoesOnAndOneThatIsRenamedIsRefused() throws IOException {
        pipeline = written("in");
        file("a.json", 1);
        run();
        Path elsewhere = directory.resolve("elsewhere");
        Files.createDirectories(elsewhere);
        Files.move(directory.resolve("in"), elsewhere.resolve("in"));
        pipeline = pipeline.reading(files(elsewhere.resolve("in"), "in", new AfterReading.Keep()));

        run();

        assertThat(written(Output.READINGS)).hasSize(1);
        pipeline = pipeline.reading(files(elsewhere.resolve("in"), "elsewhere/in", new AfterReading.Keep()));
        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::run)
                .withMessageContaining("reads in, and this one reads elsewhere/in")
                .withMessageContaining("source.json.path");
    }

    @Test
    void aCheckpointOfSparksOwnFileSourceGoesOn() throws IOException {
        Path read = file("a 1.json", 1);
        file("b.json", 2);
        pipeline = written("in");
        run();
        rows = new CollectedRows();
        Path log = Path.of(pipeline.plan().checkpoint(), "sources/0");
        try (var ours = Files.walk(log.resolve("files"))) {
            ours.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        String entry = "{\"path\":\"file://" + read.getParent() + "/%s\",\"timestamp\":1767225601000,\"batchId\":0}";
        Files.writeString(
                log.resolve("0"), "v1\n" + String.format(entry, "a%201.json") + "\n" + String.format(entry, "b.json"));
        file("c.json", 3);

        run();
        run();

        assertThat(written(Output.READINGS))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("source")).endsWith("/c.json"));
    }

    @Test
    void filesGoToTheArchiveOnceTheirBatchIsEverywhere() throws IOException {
        Path archive = directory.resolve("archive");
        pipeline = pipeline.reading(files(directory.resolve("in"), "in", new AfterReading.Archive(archive.toString())));
        Path first = file("a.json", 1);
        runAndFail();
        assertThat(first).exists();

        run();
        file("a2.json", 2);
        run();
        assertThat(first).doesNotExist();
        assertThat(archive.resolve("a.json")).exists();

        file("a.json", 3);
        run();
        run();
        assertThat(written(Output.READINGS)).hasSize(3);
        assertThat(archive.resolve("a.json.1")).exists();
    }

    @Test
    void aFileThatChangedBeforeItWasToBePutAwayStaysAndIsNotReadAgain() throws IOException {
        pipeline = pipeline.reading(files(directory.resolve("in"), "in", new AfterReading.Delete()));
        Path file = file("a.json", 1);

        pipeline.run(rows, report -> append(file));
        run();
        run();

        assertThat(file).exists();
        assertThat(written(Output.READINGS)).hasSize(1);
        assertThat(written(Output.REJECTED))
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("detail")).startsWith("5 bytes were added"));
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestPipeline written(String path) {
        return pipeline.reading(files(directory.resolve("in"), path, new AfterReading.Keep()));
    }

    private static SourcePlan files(Path path, String written, AfterReading after) {
        return new SourcePlan.JsonFiles(
                path.toString(), 1_000, HashMap.empty(), written, true, FileLayout.FOUND, after);
    }
}
