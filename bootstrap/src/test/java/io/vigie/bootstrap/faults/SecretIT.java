package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that a pipeline is given, looked for in all that it leaves behind. */
class SecretIT {

    private static final String VARIABLE = "VIGIE_TEST_CANARY";

    /** Nothing in it repeats, so compressed files hold it as it is. */
    private static final String CANARY = "kAnArY7q2ZxWv9LtRj4Hs8PdUe3Mf6Bg5Yc1No0Ti";

    @TempDir
    private Path directory;

    /** One under a name that tells, one under a name that does not, and what Spark writes down of both. */
    private String settings() {
        return """
            spark:
              spark.hadoop.fs.azure.account.key.canary.blob.core.windows.net: "${env:%s}"
              spark.hadoop.my.plain.word: "a=b;word=${env:%s}"
              spark.eventLog.enabled: "true"
              spark.eventLog.dir: "%s"
            """.formatted(VARIABLE, VARIABLE, directory.resolve("events").toUri());
    }

    private Path input = Path.of("");

    @BeforeEach
    void someReadingsAndOneThatIsNone() throws IOException {
        input = Files.createDirectories(directory.resolve("in"));
        Files.createDirectories(directory.resolve("events"));
        List<byte[]> lines = new ArrayList<>(Messages.readings(0, 120));
        lines.add(Messages.bytes("no reading"));
        Files.write(input.resolve("readings.jsonl"), Bytes.joined(lines));
    }

    @Test
    void itIsNowhereAfterARunThatWentWell() throws Exception {
        Pipeline pipeline = Pipeline.write(directory, input, 1, directory.resolve("out"), settings());

        VigieProcess.Ended ended = run(pipeline);

        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        assertThat(Tables.read(pipeline.out().resolve("readings")).count()).isEqualTo(120);
        for (String table : List.of("readings", "alarms", "rejected")) {
            assertThat(Tables.rows(Tables.read(pipeline.out().resolve(table))))
                    .noneMatch(row -> isIn(row.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(Directories.files(directory.resolve("events")))
                .anySatisfy(file -> assertThat(file).content().contains("my.plain.word"));
        assertThatItIsNowhere();
    }

    @Test
    void itIsNowhereAfterARunThatTheEngineRefusedForItsValue() throws Exception {
        String wrong = settings() + "  spark.sql.shuffle.partitions: \"${env:" + VARIABLE + "}\"\n";

        VigieProcess.Ended ended = run(Pipeline.write(directory, input, 1, directory.resolve("out"), wrong));

        assertThat(ended.status()).as(ended.err()).isIn(VigieProcess.REFUSED, VigieProcess.STOPPED);
        assertThat(ended.err()).contains("spark.sql.shuffle.partitions", "${env:" + VARIABLE + "}");
        assertThatItIsNowhere();
    }

    @Test
    @Tag("long")
    void itIsNowhereAfterARunThatFailed() throws Exception {
        Path inTheWay = Files.writeString(directory.resolve("archive"), "a file, where a directory should be");

        VigieProcess.Ended ended = run(Pipeline.writeRejected(
                directory, input, 1, directory.resolve("out"), inTheWay.resolve("rejected"), settings()));

        assertThat(ended.status()).as(ended.err()).isIn(VigieProcess.REFUSED, VigieProcess.STOPPED);
        assertThatItIsNowhere();
    }

    /** Or the others would prove nothing. */
    @Test
    void itWouldBeFoundAsItIsAndInBase64() {
        Base64.Encoder base64 = Base64.getEncoder();
        assertThat(isIn(bytes("key=" + CANARY + ";"))).isTrue();
        for (String before : List.of("", "a", "ab", "abc")) {
            assertThat(isIn(base64.encode(bytes(before + CANARY + "xyz"))))
                    .as(before)
                    .isTrue();
        }
        assertThat(isIn(bytes("nothing of that kind"))).isFalse();
    }

    private static VigieProcess.Ended run(Pipeline pipeline) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(VARIABLE, CANARY, "VIGIE_DEBUG", "1");
        try (VigieProcess process = VigieProcess.run(pipeline, Surroundings.environment(environment))) {
            return process.end();
        }
    }

    /** Standard output and standard error are files of the directory too. */
    private void assertThatItIsNowhere() throws IOException {
        List<Path> files = Directories.files(directory);
        assertThat(files).anyMatch(file -> file.getFileName().toString().startsWith("stderr-"));
        for (Path file : files) {
            assertThat(isIn(Files.readAllBytes(file)))
                    .as("the secret is in %s", file)
                    .isFalse();
        }
    }

    private static boolean isIn(byte[] bytes) {
        return new Canary(CANARY).isIn(bytes);
    }

    private static byte[] bytes(String text) {
        return Messages.bytes(text);
    }
}
