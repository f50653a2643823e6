package io.vigie.bootstrap.review;

import io.vigie.adapters.spark.files.FileHistory;
import io.vigie.application.decoding.DecodedReading;
import io.vigie.application.history.HistoryTerms;
import io.vigie.application.intake.IntakeTarget;
import io.vigie.application.intake.MessageIntake;
import io.vigie.application.intake.Rejection;
import io.vigie.application.memory.MemoryHistory;
import io.vigie.bootstrap.command.HistoryReview.Readings;
import io.vigie.domain.reading.Microseconds;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads small files of JSON into memory. */
final class LocalHistory implements IntakeTarget {

    private final MemoryHistory history;

    /** Names and units, each once: there are few, and many readings that have them. */
    private final Map<String, String> names = new HashMap<>();

    private LocalHistory(MemoryHistory history) {
        this.history = history;
    }

    /** @throws io.vigie.application.port.out.PipelineFailed when a file cannot be read */
    static MemoryHistory of(FileHistory files, Readings wanted, HistoryTerms terms) {
        MemoryHistory history = new MemoryHistory(
                terms,
                wanted.from().map(Microseconds::of).getOrElse(Long.MIN_VALUE),
                wanted.to().map(Microseconds::of).getOrElse(Long.MAX_VALUE));
        MessageIntake intake = MessageIntake.ofHistory(wanted.payload(), terms.time(), new LocalHistory(history));
        files.read(intake, history::message);
        return history;
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
