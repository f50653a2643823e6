package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The telemetry of a simulated fleet in a number of files, and what an undisturbed pipeline makes of it. Made once for
 * all tests of a build, in {@code target}, whichever JVM asks first.
 *
 * @param directory where the files are
 * @param files the files, in the order of their delivery
 * @param undisturbed the pipeline that read them, in one go
 */
record SimulatedInput(Path directory, List<Path> files, Pipeline undisturbed) {

    /** How many times a pipeline is killed: 2, or as {@code -Dvigie.kills} says. */
    static final int KILLS = Integer.getInteger("vigie.kills", 2);

    /** How many readings the fleet sends: 15,000, or as {@code -Dvigie.readings} says. */
    private static final int READINGS = Integer.getInteger("vigie.readings", 15_000);

    /** So many of each device that windows end and alarms clear. */
    private static final int READINGS_A_DEVICE = 500;

    /** As many that the last kill still finds a pipeline at work. */
    private static final int FILES = Math.max(6, 2 * KILLS);

    private static final Path HOME = Path.of("target", "simulated-input").toAbsolutePath();

    private static final Path TESTS = Path.of(
            "target", "test-classes", SimulatedInput.class.getPackageName().replace('.', '/'));

    static synchronized SimulatedInput get() throws IOException, InterruptedException {
        Path home = HOME.resolve("fleet");
        Path directory = home.resolve("in");
        Path made = home.resolve("made-of");
        try (FileChannel channel = FileChannel.open(
                Files.createDirectories(HOME).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            String origin = origin();
            if (!Files.exists(made) || !Files.readString(made).equals(origin)) {
                if (Files.exists(home)) {
                    Directories.delete(home);
                }
                Files.createDirectories(directory);
                split(simulate(home), directory);
                makeUndisturbed(home, directory);
                Files.writeString(made, origin);
            }
        }
        return new SimulatedInput(
                directory, parts(directory), new Pipeline(home.resolve("undisturbed/pipeline.yaml"), out(home)));
    }

    /** What it hangs on. */
    private static String origin() throws IOException {
        long newest = 0;
        try (Stream<Path> jars = Files.list(VigieProcess.JAR.resolveSibling("lib"));
                Stream<Path> tests = Files.list(TESTS)) {
            for (Path file : Stream.of(Stream.of(VigieProcess.JAR), jars, tests)
                    .flatMap(files -> files)
                    .toList()) {
                newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return READINGS + " readings in " + FILES + " files, by what was built at " + newest;
    }

    private static Path out(Path home) {
        return home.resolve("undisturbed/out");
    }

    private static Path simulate(Path home) throws IOException, InterruptedException {
        Path simulated = home.resolve("simulated");
        String[] order = {
            "simulate",
            "--devices",
            Integer.toString(READINGS / READINGS_A_DEVICE),
            "--readings",
            Integer.toString(READINGS),
            "--seed",
            "13",
            "--dir",
            simulated.toString()
        };
        try (VigieProcess simulation = VigieProcess.start(home, Surroundings.PLAIN, order)) {
            assertThat(simulation.end().status()).isEqualTo(VigieProcess.DONE);
        }
        return simulated;
    }

    /** Cuts the files into smaller ones. A pipeline takes the older file first; none is of a moment to come. */
    private static void split(Path simulated, Path into) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long modified = 0;
        for (Path part : parts(simulated)) {
            lines.addAll(Bytes.lines(Files.readAllBytes(part)));
            modified = Math.max(modified, Files.getLastModifiedTime(part).toMillis());
        }
        for (int i = 0; i < FILES; i++) {
            int from = (int) ((long) lines.size() * i / FILES);
            int to = (int) ((long) lines.size() * (i + 1) / FILES);
            Path file =
                    Files.write(into.resolve("part-%03d.jsonl".formatted(i)), Bytes.joined(lines.subList(from, to)));
            Files.setLastModifiedTime(file, FileTime.fromMillis(modified - (FILES - i) * 1_000L));
        }
    }

    private static List<Path> parts(Path simulated) throws IOException {
        try (Stream<Path> files = Files.list(simulated)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    private static void makeUndisturbed(Path home, Path input) throws IOException, InterruptedException {
        Pipeline pipeline = Pipeline.write(home.resolve("undisturbed"), input, FILES, out(home));
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
    }
}
