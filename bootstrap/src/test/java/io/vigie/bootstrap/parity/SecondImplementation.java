package io.vigie.bootstrap.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What rules and time mean, written a second time, in Python, from the definitions alone. It makes cases by chance, too. */
final class SecondImplementation {

    private static final String PYTHON = "python3";
    private static final Path PROGRAM = Path.of("src", "test", "python", "semantics");
    private static final boolean CONTINUOUS_INTEGRATION = System.getenv("CI") != null;

    private SecondImplementation() {}

    /** Without Python the test that asks is skipped, but never where {@code CI} is set. */
    static List<WrittenCase> cases(long firstSeed, int number, Path directory)
            throws IOException, InterruptedException {
        assumeTrue(CONTINUOUS_INTEGRATION || isInstalled(), "needs Python 3: no " + PYTHON + " on the path");
        Path errors = directory.resolve("errors.txt");
        Process process = new ProcessBuilder(
                        PYTHON, "-B", PROGRAM.toString(), Long.toString(firstSeed), Integer.toString(number))
                .redirectError(errors.toFile())
                .start();
        ObjectMapper mapper = new ObjectMapper();
        List<WrittenCase> cases = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                cases.add(WrittenCase.of(mapper.readTree(line), directory));
            }
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return cases;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, PYTHON)));
    }
}
