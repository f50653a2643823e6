package io.vigie.bootstrap.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of {@code java -jar vigie.jar run}, with the archive of classes beside the jar. */
class FastStartIT {

    private static final Path ARCHIVE = Jars.VIGIE.resolveSibling("vigie.jsa");
    private static final long MOST_SECONDS = 120;

    @TempDir
    Path directory;

    @BeforeEach
    void onlyLinuxTellsAProcessItsCommand() {
        assumeThat(Path.of("/proc/self/cmdline")).isReadable();
        assumeThat(Runtime.version().feature()).isEqualTo(17);
    }

    @Test
    void aRunGoesOnInTheSameProcessWithTheArchive() throws IOException, InterruptedException {
        Process process = start(List.of("-jar", Jars.VIGIE.toString()), "demo", "--dir", "demo");
        try {
            Path seenByTheSystem = Path.of("/proc", Long.toString(process.pid()));
            while (process.isAlive()
                    && !Files.readString(seenByTheSystem.resolve("maps"), StandardCharsets.ISO_8859_1)
                            .contains(ARCHIVE.getFileName().toString())) {
                Thread.sleep(5);
            }
            assertThat(process.isAlive())
                    .as("alive when it had mapped the archive")
                    .isTrue();
            assertThat(Files.readString(seenByTheSystem.resolve("cmdline")))
                    .contains("-XX:SharedArchiveFile=" + ARCHIVE);
            assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(directory.resolve("stdout.txt"))).contains("raised");
    }

    @Test
    void anArchiveThatDoesNotFitChangesNothingAndSaysNothing() throws IOException, InterruptedException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path jar = Files.copy(Jars.VIGIE, elsewhere.resolve("vigie.jar"));
        Files.createSymbolicLink(elsewhere.resolve("lib"), Jars.VIGIE.resolveSibling("lib"));
        Files.writeString(elsewhere.resolve(ARCHIVE.getFileName()), "no archive");

        mustSayOnlyWhatIsMissing(start(List.of("-jar", jar.toString()), "run", "missing.yaml"));
    }

    @Test
    void aCollectorThatWasChosenIsLeftToItsOwner() throws IOException, InterruptedException {
        mustSayOnlyWhatIsMissing(start(List.of("-XX:+UseG1GC", "-jar", Jars.VIGIE.toString()), "run", "missing.yaml"));
    }

    private void mustSayOnlyWhatIsMissing(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(directory.resolve("stdout.txt"))).isEmpty();
        assertThat(Files.readString(directory.resolve("stderr.txt")))
                .hasLineCount(1)
                .contains("missing.yaml");
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("stdout.txt").toFile())
                .redirectError(directory.resolve("stderr.txt").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        return builder.start();
    }
}
