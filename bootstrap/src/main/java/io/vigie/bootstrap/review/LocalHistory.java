package io.vigie.bootstrap.review;

import io.vavr.collection.Seq;
import io.vigie.application.decoding.DecodedMessage;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.decoding.DecodingLimits;
import io.vigie.application.decoding.MessageDecoder;
import io.vigie.application.memory.MemoryHistory;
import io.vigie.application.port.out.PipelineFailed;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.domain.monitor.Microseconds;
import io.vigie.domain.reading.Defect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads small files of JSON lines into memory. */
final class LocalHistory implements DecodedMessage {

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
        LocalHistory reading = new LocalHistory(history);
        MessageDecoder decoder = MessageDecoder.of(wanted.payload(), DecodingLimits.DEFAULT);
        for (Path file : files.files()) {
            try (InputStream in = open(file)) {
                reading.take(in.readAllBytes(), Files.getLastModifiedTime(file).toMillis() * 1_000, decoder);
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

    private void take(byte[] lines, long arrival, MessageDecoder decoder) {
        int from = 0;
        while (from < lines.length) {
            int to = from;
            while (to < lines.length && lines[to] != '\n') {
                to++;
            }
            decoder.decode(lines, from, to - from, arrival, this);
            from = to + 1;
        }
    }

    @Override
    public void reading(DecodedReading reading) {
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
    public void rejected(Seq<Defect> defects) {
        history.reject(defects.head().reason());
    }
}
