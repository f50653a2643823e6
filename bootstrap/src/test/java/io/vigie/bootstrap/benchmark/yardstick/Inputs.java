package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.adapters.kafka.testing.TestBroker;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryFiles;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryLines;
import io.vigie.bootstrap.benchmark.yardstick.telemetry.TelemetryTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all runs read: made when it is first asked for, and the same for all. */
final class Inputs implements AutoCloseable {

    private static final String TOPIC = "telemetry";
    private static final int PARTITIONS = 4;

    private final Path directory;
    private final int messages;
    private final Supplier<TelemetryLines> lines;
    private @Nullable TestBroker broker;

    /**
     * @param directory where files, and the broker's records, are kept
     * @param messages how many there are
     * @param lines begins them anew
     */
    Inputs(Path directory, int messages, Supplier<TelemetryLines> lines) {
        this.directory = directory;
        this.messages = messages;
        this.lines = lines;
    }

    /** A job that does a workload and keeps what it writes under a name that no other has. */
    Job job(Workload workload, String name) throws IOException {
        Path own = Files.createDirectories(directory.resolve(name));
        if (!workload.isOnKafka()) {
            return new Job(workload, "", files().toString(), own);
        }
        TestBroker known = broker();
        Job job = new Job(workload, known.servers(), TOPIC, own);
        workload.outputs().forEach(output -> known.topics().create(job.topic(output), PARTITIONS));
        return job;
    }

    private Path files() throws IOException {
        Path files = directory.resolve("messages");
        if (!Files.exists(files)) {
            TelemetryFiles.write(files, lines.get(), messages);
        }
        return files;
    }

    private TestBroker broker() {
        TestBroker known = broker;
        if (known == null) {
            // With the long session: processes that take all cores must not make it look as if it had ended.
            known = TestBroker.startSecured(directory.resolve("broker"), settings -> settings);
            broker = known;
            known.topics().create(TOPIC, PARTITIONS);
            TelemetryTopic.fill(known.servers(), TOPIC, lines.get(), messages);
        }
        return known;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
