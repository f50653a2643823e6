package io.vigie.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prometheus's own checker, where it is on the path, or where {@code VIGIE_PROMTOOL} names it; tests that need it are
 * skipped elsewhere, and say so. Debian has it in the package {@code prometheus}.
 */
public final class Promtool {

    private final String command;

    private Promtool(String command) {
        this.command = command;
    }

    /** The tool, or a test that is skipped. */
    public static Promtool get() {
        String named = System.getenv("VIGIE_PROMTOOL");
        Stream<Path> places = named == null
                ? Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, "promtool"))
                : Stream.of(Path.of(named));
        List<Path> found = places.filter(Files::isExecutable).toList();
        assumeTrue(!found.isEmpty(), "promtool is not on the path (apt-get install prometheus)");
        return new Promtool(found.get(0).toString());
    }

    /** Runs it, which must succeed and find nothing to say against what it is given. */
    public void mustAccept(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(arguments));
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
