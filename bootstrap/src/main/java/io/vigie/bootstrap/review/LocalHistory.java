package io.vigie.bootstrap.review;

import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.intake.IntakeTarget;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.MessageLines;
import io.vigie.application.intake.Rejection;
import io.vigie.application.memory.MemoryHistory;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.domain.monitor.Microseconds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads small files of JSON lines into memory. */
final class LocalHistory implements IntakeTarget {

    private final MemoryHistory history;

    /** Names and units, each once: there are few, and many readings that have them. */
    private final Map<String, String> names = new HashMap<>();

    private LocalHistory(MemoryHistory history) {
        this.history = history;
    }

    /** @throws PipelineFailed when a file cannot be read */
    static MemoryHistory of(LocalFiles files, Readings wanted) {
        MemoryHistory history = new MemoryHistory(
                wanted.from().map(Microseconds::of).getOrElse(Long.MIN_VALUE),
                wanted.to().map(Microseconds::of).getOrElse(Long.MAX_VALUE));
        MessageIntake intake = MessageIntake.ofHistory(wanted.payload(), new LocalHistory(history));
        for (Path file : files.files()) {
            try (InputStream in = open(file)) {
                take(in.readAllBytes(), Files.getLastModifiedTime(file).toMillis() * 1_000, intake);
            } catch (IOException e) {
                throw new PipelineFailed("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        return history;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static void take(byte[] block, long arrival, MessageIntake intake) {
        MessageLines lines = new MessageLines(block);
        while (lines.next()) {
            intake.message(block, lines.from(), lines.length(), arrival);
        }
    }

    @Override
    public void taken(DecodedReading reading) {
        history.add(
                once(reading.device().toString()),
                once(reading.metric().toString()),
                reading.value(),
                unit(reading),
                reading.eventTime());
    }

    private @Nullable String unit(DecodedReading reading) {
        return reading.unit().isPresent() ? once(reading.unit().toString()) : null;
    }

    private String once(String name) {
        return names.computeIfAbsent(name, same -> same);
    }

    @Override
    public void rejected(Rejection rejection) {
        history.reject(rejection.reason());
    }
}
