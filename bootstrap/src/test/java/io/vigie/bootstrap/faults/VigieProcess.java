package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code java -jar vigie.jar}, or what submits {@code vigie-cluster.jar} to a cluster, while it runs. Closing it kills it, should it still be there. */
final class VigieProcess implements AutoCloseable {

    static final int DONE = 0;
    static final int REFUSED = 2;
    static final int STOPPED = 3;
    static final int KILLED = 128 + 9;
    static final int TERMINATED = 128 + 15;

    static final Path JAR = Path.of(System.getProperty("vigie.jar"));
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);
    private static final long MILLISECONDS_BETWEEN_LOOKS = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    private VigieProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * What a process left.
     *
     * @param status its exit status; 128 and the signal's number after a signal
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Ended(int status, String out, String err) {}

    /** How to start it: options of the Java runtime, and environment variables. */
    record Surroundings(List<String> options, Map<String, String> environment) {

        static final Surroundings PLAIN = new Surroundings(List.of(), Map.of());

        static Surroundings options(String... options) {
            return new Surroundings(List.of(options), Map.of());
        }

        static Surroundings environment(Map<String, String> environment) {
            return new Surroundings(List.of(), environment);
        }
    }

    /** Starts it. Its own output goes to files beside the pipeline's. */
    static VigieProcess run(Pipeline pipeline, Surroundings surroundings) throws IOException {
        return start(pipeline.directory(), surroundings, "run", pipeline.file().toString());
    }

    static VigieProcess run(Pipeline pipeline) throws IOException {
        return run(pipeline, Surroundings.PLAIN);
    }

    static VigieProcess start(Path directory, Surroundings surroundings, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Short runs on little data: the first compiler alone is faster, and the collector without threads of its own.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")));
        command.addAll(surroundings.options());
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(arguments));
        return start(directory, command, surroundings.environment());
    }

    /** Has a cluster run it: this is then the process that submits it, and drives it. */
    static VigieProcess submit(Pipeline pipeline, StandaloneCluster cluster, String... settings) throws IOException {
        return start(
                pipeline.directory(),
                cluster.submission(List.of(settings), "run", pipeline.file().toString()),
                cluster.environment());
    }

    private static VigieProcess start(Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path out = Files.createTempFile(directory, "stdout-", ".txt");
        Path err = Files.createTempFile(directory, "stderr-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("VIGIE_") || name.startsWith("SPARK_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return new VigieProcess(builder.start(), out, err);
    }

    /** What it has written to standard error so far. */
    String said() {
        return read(err);
    }

    /** Waits for its end. */
    Ended end() throws IOException, InterruptedException {
        return end(LONGEST_RUN);
    }

    Ended end(Duration longest) throws IOException, InterruptedException {
        boolean ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended)
                .withFailMessage(() -> "it has not ended within " + longest + "; it said: " + read(err))
                .isTrue();
        return new Ended(process.exitValue(), read(out), read(err));
    }

    /** Waits until it has brought something about, which it must while it runs. */
    void await(String what, BooleanSupplier happened) throws InterruptedException {
        assertThat(livesUntil(happened))
                .withFailMessage(() -> "it ended before " + what + "; it said: " + read(err))
                .isTrue();
    }

    /** Waits until something has come about; false when it ended before. */
    boolean livesUntil(BooleanSupplier happened) throws InterruptedException {
        long start = System.nanoTime();
        long look = start;
        while (process.isAlive() && !happened.getAsBoolean()) {
            long now = System.nanoTime();
            assertThat(Duration.ofNanos(now - start))
                    .withFailMessage(() -> "it took longer than " + LONGEST_RUN + "; it said: " + read(err))
                    .isLessThan(LONGEST_RUN);
            // Whoever looks shares the cores with what is looked at.
            Thread.sleep(Math.max(
                    MILLISECONDS_BETWEEN_LOOKS, Duration.ofNanos(now - look).toMillis()));
            look = System.nanoTime();
        }
        return process.isAlive();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
