package io.vigie.bootstrap.simulation;

import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vigie.application.simulation.Label;
import io.vigie.application.simulation.SimulationSummary;
import io.vigie.application.simulation.WriteTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Telemetry as a directory of JSON lines: {@code part-00000.jsonl} and so on, of {@value #LINES_A_PART} messages each,
 * and beside them {@code _labels.jsonl}, whose leading underscore keeps pipelines from reading it as telemetry.
 *
 * <p>A file appears whole or not at all, so a running pipeline may watch the directory. A part that ends after the clock
 * gets the time of its last delivery as its modification time: no reading seems to come from the future.
 *
 * <p>Not thread-safe. What cannot be written is an {@link UncheckedIOException} that names the file; the parts before it
 * stay in place.
 */
public final class TelemetryDirectory implements WriteTelemetry, AutoCloseable {

    /** How many messages a part has; the last one may have fewer. */
    public static final int LINES_A_PART = 100_000;

    private final Path directory;
    private final Clock clock;
    private final LabelFile labels;
    private Option<AtomicFile> part = Option.none();
    private int parts;
    private int linesInPart;
    private long lastDelivery;

    private TelemetryDirectory(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        labels = new LabelFile(directory, new LabelLine.Place() {
            @Override
            public String of(long message) {
                return LabelLine.text("file", partOf(message)) + "," + LabelLine.bare("line", lineOf(message));
            }

            @Override
            public String all() {
                return LabelLine.bare("files", parts);
            }
        });
    }

    /**
     * Prepares a directory for telemetry, making it if need be.
     *
     * @return the directory, or why it cannot be used and what to do
     */
    public static Either<String, TelemetryDirectory> create(Path directory, Clock clock) {
        return prepare(directory)
                .<Either<String, TelemetryDirectory>>map(Either::left)
                .getOrElse(() -> Either.right(new TelemetryDirectory(directory, clock)));
    }

    /** Makes the directory if need be; why it cannot be used and what to do, if so. */
    static Option<String> prepare(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return Option.some(directory + " is not a directory. Give one for the telemetry to lie in.");
        }
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> telemetry =
                    Files.newDirectoryStream(directory, "{part-*.jsonl," + LabelFile.NAME + "}")) {
                for (Path file : telemetry) {
                    return Option.some(directory + " holds telemetry already, such as " + file.getFileName()
                            + ". Give another directory, or remove the files of that run.");
                }
            }
            return Option.none();
        } catch (IOException cause) {
            return Option.some(directory + " cannot be used: " + cause + ". Give a directory that can be written.");
        }
    }

    @Override
    public void message(String device, byte[] buffer, int offset, int length, long deliveredAt) {
        AtomicFile file = part.getOrElse(this::nextPart);
        file.write(buffer, offset, length);
        file.write('\n');
        lastDelivery = deliveredAt;
        linesInPart++;
        if (linesInPart == LINES_A_PART) {
            finishPart();
        }
    }

    @Override
    public void label(Label label) {
        labels.label(label);
    }

    @Override
    public void complete(SimulationSummary summary) {
        part.forEach(open -> finishPart());
        labels.complete(summary);
    }

    /** Removes what is unfinished. */
    @Override
    public void close() {
        part.forEach(AtomicFile::discard);
        labels.close();
    }

    /** The name of the part that a message is in, counting messages from 0. */
    static String partOf(long message) {
        String digits = Long.toString(message / LINES_A_PART);
        return "part-" + "0".repeat(Math.max(0, 5 - digits.length())) + digits + ".jsonl";
    }

    /** The line that a message is on in its part, from 1. */
    static long lineOf(long message) {
        return message % LINES_A_PART + 1;
    }

    private AtomicFile nextPart() {
        AtomicFile file = new AtomicFile(directory.resolve(partOf((long) parts * LINES_A_PART)));
        parts++;
        linesInPart = 0;
        part = Option.some(file);
        return file;
    }

    private void finishPart() {
        AtomicFile file = part.get();
        if (lastDelivery > clock.millis()) {
            file.modifiedAt(lastDelivery);
        }
        file.moveIntoPlace();
        part = Option.none();
    }
}
