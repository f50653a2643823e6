package io.vigie.adapters.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.adapters.spark.files.JsonFilesSource;
import io.vigie.adapters.spark.spi.SparkSource;
import io.vigie.adapters.spark.testing.TestSession;
import io.vigie.application.plan.PayloadFormat;
import io.vigie.application.plan.SourcePlan;
import io.vigie.application.port.out.PipelineRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointClaimsTest {

    private static final String BATCH =
            "v1\n{\"batchWatermarkMs\":0,\"batchTimestampMs\":1767225600000,\"conf\":{\"spark.sql.shuffle.partitions\":\"2\","
                    + "\"spark.sql.streaming.multipleWatermarkPolicy\":\"min\"}}\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void aCheckpointOfTwoBatches() throws IOException {
        Files.createDirectories(directory.resolve("in"));
        write(
                "sources/0/0",
                "v1\n{\"path\":\"file://" + directory + "/in/1.json\",\"timestamp\":1767225600000,\"batchId\":0}");
        write(
                "sources/0/1",
                "v1\n{\"path\":\"file://" + directory + "/in/2.json\",\"timestamp\":1767225600000,\"batchId\":1}");
        write("offsets/0", BATCH + "{\"logOffset\":0}\n-");
        write("offsets/1", BATCH + "{\"logOffset\":1}\n{\"clock\":-62135596800000}");
        write("state/0/0/_metadata/schema", "v1\n{\"type\":\"struct\",\"fields\":[]}");
    }

    @Test
    void whatSparkWroteIsTaken() {
        assertThatCode(this::look).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offsets/1 | {\"logOffset\":0} | {\"logOffset\":2}",
                "offsets/1 | {\"logOffset\":0} | {\"logOffset\":\"0\"}",
                "offsets/1 | {\"logOffset\":0} | {\"logOffset\":999999999999999999999}",
                "offsets/1 | {\"logOffset\":0} | {\"readings\":{\"0\":4}}",
                "offsets/0 | {\"logOffset\":0} | {\"logOffset\":-7}",
                "offsets/1 | \"batchWatermarkMs\":0 | \"batchWatermarkMs\":\"soon\"",
                "offsets/1 | \"batchTimestampMs\":1767225600000 | \"batchTimestampMs\":1.5",
                "offsets/1 | \"2\" | \"many\"",
                "offsets/1 | \"2\" | \"0\"",
                "offsets/1 | \"2\" | 2",
                "offsets/1 | \"min\" | \"io.vigie.Planted\"",
                "offsets/1 | v1 | v1\\n[]",
            })
    void anythingElseInTheOffsetsIsDamage(String file, String written, String tampered) throws IOException {
        String whole = (BATCH + "{\"logOffset\":0}\n-").replace(written, tampered.replace("\\n", "\n"));
        write(file, whole);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::look)
                .withMessageContaining(directory.resolve(file).toString())
                .withMessageContaining("Restore the checkpoint");
    }

    @Test
    void aClockThatIsNoneIsDamage() throws IOException {
        write("offsets/1", BATCH + "{\"logOffset\":1}\n{\"clock\":\"noon\"}");

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::look)
                .withMessageContaining("line 4 is no offset of the pipeline's clock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"path\":\"hdfs://elsewhere:8020/1.json\",\"timestamp\":0,\"batchId\":1}",
                "{\"path\":\"file://elsewhere/1.json\",\"timestamp\":0,\"batchId\":1}",
                "{\"path\":7,\"timestamp\":0,\"batchId\":1}",
                "{\"path\":\"file:///in/2.json\",\"timestamp\":\"then\",\"batchId\":1}",
            })
    void filesThatAreNotWhereTheSourceIsAreNotOpened(String entry) throws IOException {
        write("sources/0/1", "v1\n" + entry);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::look)
                .withMessageContaining(directory.resolve("sources/0/1").toString())
                .withMessageContaining("the source cannot have read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"udt\",\"class\":\"io.vigie.Planted\"}",
                "{\"type\":\"\\u0075dt\",\"class\":\"io.vigie.Planted\"}"
            })
    void aLayoutOfTheStateNamesNoClass(String type) throws IOException {
        write("state/0/0/_metadata/schema", "v1\n" + type);

        assertThatExceptionOfType(PipelineRefused.class)
                .isThrownBy(this::look)
                .withMessageContaining(
                        directory.resolve("state/0/0/_metadata/schema").toString());
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void look() {
        SparkSource source = JsonFilesSource.of(
                        new SourcePlan.JsonFiles(directory.resolve("in").toString()), PayloadFormat.FLAT, Duration.ZERO)
                .get();
        CheckpointClaims.mustBeOf(TestSession.get(), directory.toString(), source);
    }
}
