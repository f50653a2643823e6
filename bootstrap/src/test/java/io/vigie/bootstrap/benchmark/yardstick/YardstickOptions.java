package io.vigie.bootstrap.benchmark.yardstick;

import io.vigie.bootstrap.benchmark.yardstick.process.JavaCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "Yardstick",
        description = "Measures Vigie against jobs written by hand on Spark, and another build of Vigie, in turn.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class YardstickOptions {

    /** What fits the range of event times, and disks. */
    private static final int MOST_MESSAGES = 100_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "WORKLOAD", description = "W1, W2, W3 or W4; all if none is named.")
    private List<Workload> workloads = List.of();

    @Option(names = "--messages", paramLabel = "N", description = "How many messages there are.")
    private int messages = 2_000_000;

    @Option(names = "--devices", paramLabel = "N", description = "How many devices send them.")
    private int devices = 1_000;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed, other messages.")
    private long seed = 42;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs each side has of each workload.")
    private int runs = 3;

    @Option(names = "--heap", paramLabel = "SIZE", description = "The heap of each process, as -Xmx takes it.")
    private String heap = "3g";

    @Option(names = "--jar", paramLabel = "OTHER.jar", description = "Another build of Vigie, with lib beside it.")
    private @Nullable Path other;

    @Option(names = "--vigie", paramLabel = "VIGIE.jar", description = "The build to be measured, with lib beside it.")
    private Path jar = JavaCommand.placeOf(YardstickOptions.class).resolveSibling("vigie.jar");

    @Option(names = "--work", paramLabel = "DIR", description = "Where a directory is made for all that is written.")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"));

    /** Throws a {@link ParameterException} when a number is out of its range or a file is not there. */
    void check() {
        mustBe(messages >= 1 && messages <= MOST_MESSAGES, "--messages is 1 to " + MOST_MESSAGES);
        mustBe(devices >= 1 && devices <= messages, "--devices is 1 to the number of messages");
        mustBe(runs >= 1 && runs <= 100, "--runs is 1 to 100");
        mustBe(heap.matches("[1-9]\\d*[mMgG]"), "--heap is a number and m or g, such as 3g");
        mustBe(
                jar.toFile().isFile(),
                "There is no " + jar + ". Build it with: mvn -DskipTests package, or name one with --vigie");
        mustBe(other == null || other.toFile().isFile(), "There is no " + other);
    }

    private void mustBe(boolean fine, String otherwise) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    List<Workload> workloads() {
        return workloads.isEmpty() ? Arrays.asList(Workload.values()) : workloads;
    }

    int messages() {
        return messages;
    }

    int devices() {
        return devices;
    }

    long seed() {
        return seed;
    }

    int runs() {
        return runs;
    }

    String heap() {
        return heap;
    }

    Path jar() {
        return jar.toAbsolutePath();
    }

    Optional<Path> other() {
        return Optional.ofNullable(other).map(Path::toAbsolutePath);
    }

    Path work() {
        return work.toAbsolutePath();
    }
}
