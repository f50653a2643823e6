package io.vigie.bootstrap.benchmark.yardstick.telemetry;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Telemetry as files of JSON lines. */
public final class TelemetryFiles {

    private static final int LINES_OF_FILE = 125_000;

    private TelemetryFiles() {}

    /** Writes so many lines into a new directory. */
    public static void write(Path directory, TelemetryLines lines, int messages) throws IOException {
        Files.createDirectories(directory);
        for (int from = 0; from < messages; from += LINES_OF_FILE) {
            Path file = directory.resolve(String.format(Locale.ROOT, "part-%05d.json", from / LINES_OF_FILE));
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (int i = from; i < Math.min(messages, from + LINES_OF_FILE); i++) {
                    out.write(lines.next());
                    out.write('\n');
                }
            }
        }
    }
}
