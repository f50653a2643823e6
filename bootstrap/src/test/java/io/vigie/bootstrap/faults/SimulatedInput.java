package io.vigie.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.bootstrap.faults.VigieProcess.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The telemetry of a simulated fleet in a number of files, and what an undisturbed pipeline makes of it. Made once for
 * all tests.
 *
 * @param directory where the files are
 * @param files the files, in the order of their delivery
 * @param undisturbed the pipeline that read them, in one go
 */
record SimulatedInput(Path directory, List<Path> files, Pipeline undisturbed) {

    /** How many times a pipeline is killed: 2, or as {@code -Dvigie.kills} says. */
    static final int KILLS = Integer.getInteger("vigie.kills", 2);

    /** How many readings the fleet sends: 25,000, or as {@code -Dvigie.readings} says. */
    private static final int READINGS = Integer.getInteger("vigie.readings", 25_000);

    /** So many of each device that windows end and alarms clear. */
    private static final int READINGS_A_DEVICE = 500;

    /** As many that the last kill still finds a pipeline at work. */
    private static final int FILES = Math.max(10, 2 * KILLS);

    private static @Nullable SimulatedInput made;

    static synchronized SimulatedInput get() throws IOException, InterruptedException {
        SimulatedInput known = made;
        if (known == null) {
            Path home = Files.createTempDirectory("vigie-faults-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(home)));
            Path directory = home.resolve("in");
            List<Path> files = split(simulate(home), Files.createDirectories(directory));
            known = new SimulatedInput(directory, files, undisturbed(home, directory));
            made = known;
        }
        return known;
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
    private static List<Path> split(Path simulated, Path into) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        long modified = 0;
        for (Path part : parts(simulated)) {
            lines.addAll(Bytes.lines(Files.readAllBytes(part)));
            modified = Math.max(modified, Files.getLastModifiedTime(part).toMillis());
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            int from = (int) ((long) lines.size() * i / FILES);
            int to = (int) ((long) lines.size() * (i + 1) / FILES);
            Path file =
                    Files.write(into.resolve("part-%03d.jsonl".formatted(i)), Bytes.joined(lines.subList(from, to)));
            Files.setLastModifiedTime(file, FileTime.fromMillis(modified - (FILES - i) * 1_000L));
            files.add(file);
        }
        return files;
    }

    private static List<Path> parts(Path simulated) throws IOException {
        try (Stream<Path> files = Files.list(simulated)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    private static Pipeline undisturbed(Path home, Path input) throws IOException, InterruptedException {
        Pipeline pipeline = Pipeline.write(home.resolve("undisturbed"), input, FILES, home.resolve("undisturbed/out"));
        try (VigieProcess process = VigieProcess.run(pipeline)) {
            VigieProcess.Ended ended = process.end();
            assertThat(ended.status()).as(ended.err()).isEqualTo(VigieProcess.DONE);
        }
        return pipeline;
    }
}
