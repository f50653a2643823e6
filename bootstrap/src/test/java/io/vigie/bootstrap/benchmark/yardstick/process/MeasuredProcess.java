package io.vigie.bootstrap.benchmark.yardstick.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command to its end, and looks all the while at what it takes. What is taken between the last look and the end, a
 * hundredth of a second, is not seen.
 */
public final class MeasuredProcess {

    private static final long MILLIS_BETWEEN_LOOKS = 10;
    private static final String PEAK = "VmHWM:";

    private final Process process;
    private Duration processor = Duration.ZERO;
    private long peakKibibytes;

    private MeasuredProcess(Process process) {
        this.process = process;
    }

    /**
     * Runs it.
     *
     * @param command the program and its arguments
     * @param out where its standard output goes
     * @param err where its standard error goes
     * @param longest after this it is ended
     * @throws IllegalStateException when it fails, or has to be ended
     */
    public static Cost run(List<String> command, Path out, Path err, Duration longest)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("VIGIE_")
                        || name.startsWith("SPARK_")
                        || name.endsWith("JAVA_OPTIONS")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        // Spark's own sockets: no name is needed for this host, and no port is open to the network.
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        long start = System.nanoTime();
        MeasuredProcess measured = new MeasuredProcess(builder.start());
        Thread endWithThisOne = new Thread(measured.process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithThisOne);
        try {
            boolean ended = measured.watch(start + longest.toNanos());
            Duration wall = Duration.ofNanos(System.nanoTime() - start);
            if (!ended) {
                throw new IllegalStateException("It has not ended within " + longest + ". See " + err);
            }
            if (measured.process.exitValue() != 0) {
                throw new IllegalStateException(
                        "It ended with status " + measured.process.exitValue() + ". See " + err);
            }
            return measured.cost(wall);
        } finally {
            measured.process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(endWithThisOne);
        }
    }

    private boolean watch(long deadline) throws InterruptedException {
        while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
            process.info()
                    .totalCpuDuration()
                    .filter(total -> total.compareTo(processor) > 0)
                    .ifPresent(total -> processor = total);
            peakKibibytes = Math.max(peakKibibytes, peakNow());
            if (System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }

    private Cost cost(Duration wall) {
        return new Cost(
                wall, processor, peakKibibytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakKibibytes * 1024));
    }

    /** In KiB; 0 where the system does not tell. */
    private long peakNow() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(PEAK)) {
                    return Long.parseLong(
                            line.substring(PEAK.length()).replace("kB", "").strip());
                }
            }
        } catch (IOException gone) {
            // Another system, or it has just ended.
        }
        return 0;
    }
}
