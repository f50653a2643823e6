package io.vigie.adapters.spark;

import static io.vigie.adapters.spark.testing.TestPipeline.START;
import static io.vigie.adapters.spark.testing.TestPipeline.flat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vavr.collection.HashMap;
import io.vigie.adapters.spark.testing.CollectedRows;
import io.vigie.adapters.spark.testing.TestPipeline;
import io.vigie.application.plan.Output;
import io.vigie.application.plan.SettingValue;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.BatchReport;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.domain.reading.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VanishedFilesTest {

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
                directory.resolve("in").toString(), 1, HashMap.of("cleanSource", SettingValue.plain("delete"))));
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
    void aFileWhoseNameWouldHaveOthersReadTwiceStopsTheBatchUntilItIsRenamed() throws IOException {
        Path odd = file("a[1].json", 1);
        file("b.json", 2);
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(this::run)
                .withMessageContaining("a[1].json")
                .withMessageContaining("Rename the file")
                .withMessageContaining("remove the newest file of offsets and of sources/0");
        assertThat(written(Output.READINGS)).isEmpty();

        Files.move(odd, odd.resolveSibling("a1.json"));
        Path checkpoint = Path.of(pipeline.plan().checkpoint());
        for (String planned : List.of("offsets/0", "offsets/.0.crc", "sources/0/0", "sources/0/.0.crc")) {
            Files.delete(checkpoint.resolve(planned));
        }
        run();
        assertThat(written(Output.READINGS)).hasSize(2);
    }
}
