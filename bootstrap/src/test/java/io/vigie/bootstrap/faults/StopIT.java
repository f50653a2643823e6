package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.adapters.kafka.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What its owner must repair ends a pipeline that runs, in one line that says what, where, why and what to do. */
class StopIT {

    private static final String TOPIC = "deleted-while-it-is-read";
    private static final String WATCHING = "trigger: { every: 200ms }";

    @TempDir
    private Path directory;

    @Test
    void aTableWhoseDirectoryIsReplacedByAFileIsNamedAndWholeOnceItIsBack() throws Exception {
        Path input = Files.createDirectories(directory.resolve("in"));
        Files.write(input.resolve("first.jsonl"), Bytes.joined(Messages.readings(0, 10)));
        Path out = directory.resolve("out");
        Pipeline watching = Pipeline.write(directory, input, 1, out, WATCHING);

        Path table = out.resolve("readings");
        Path putAside = directory.resolve("aside");
        try (VigieProcess process = VigieProcess.run(watching)) {
            process.await("the first batch was done", () -> watching.batchesDone() > 0);
            Files.move(table, putAside);
            Files.writeString(table, "a file, where the table was");
            Files.write(input.resolve("second.jsonl"), Bytes.joined(Messages.readings(10, 20)));
            assertThat(lineOf(process))
                    .startsWith("vigie: Pipeline fleet stopped: Cannot write readings to " + table + ": ")
                    .contains("Once that is repaired start again");
        }
        Files.delete(table);
        Files.move(putAside, table);
        Pipeline toTheEnd = Pipeline.write(directory, input, 1, out);
        try (VigieProcess process = VigieProcess.run(toTheEnd)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        assertThat(Tables.read(table).count()).isEqualTo(20);
        Tables.assertNothingTwice(toTheEnd);
    }

    @Test
    void aTopicThatIsDeletedIsNamed() throws Exception {
        TestBroker broker = TestBroker.shared();
        Topics topics = broker.topics();
        topics.create(TOPIC, 1);
        for (byte[] reading : Messages.readings(0, 10)) {
            topics.send(TOPIC, new String(reading, StandardCharsets.UTF_8));
        }
        Pipeline watching = KafkaPipeline.write(directory, directory.resolve("out"), """
                pipeline: fleet
                source: { kafka: { %s } }
                sinks: { readings: { delta: { path: out/readings } } }
                checkpoint: out/checkpoint
                %s
                """.formatted(
                        KafkaPipeline.topic(broker.servers(), TOPIC), WATCHING));

        try (VigieProcess process = VigieProcess.run(watching)) {
            process.await("the first batch was done", () -> watching.batchesDone() > 0);
            topics.delete(TOPIC);
            assertThat(lineOf(process))
                    .startsWith("vigie: Pipeline fleet stopped")
                    .contains("topic " + TOPIC)
                    .contains("start");
        }
    }

    /** The line that it ends with, which is one of its own whatever was logged before. */
    private static String lineOf(VigieProcess process) throws Exception {
        VigieProcess.Ended ended = process.end();
        assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.STOPPED);
        List<String> lines = ended.err().lines().toList();
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception in thread"));
        assertThat(lines).filteredOn(line -> line.contains("vigie: ")).hasSize(1);
        assertThat(ended.out()).isEmpty();
        return lines.get(lines.size() - 1);
    }
}
