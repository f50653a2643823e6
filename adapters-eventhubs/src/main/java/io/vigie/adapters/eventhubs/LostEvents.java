package io.vigie.adapters.eventhubs;

import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.util.List;
import java.util.stream.Collectors;

/** What to tell a person of events that retention has taken before they were read. */
final class LostEvents {

    private LostEvents() {}

    static PipelineFailed failure(List<LostRange> ranges) {
        return new PipelineFailed("Events are gone that were not read yet: hub "
                + ranges.stream()
                        .map(range -> range + " (" + range.count() + ")")
                        .collect(Collectors.joining("; "))
                + ". The hub keeps them for less time than the pipeline was behind, or was made anew. To go on without"
                + " them, and have them counted, set failOnDataLoss: false in source.eventhubs; nothing of the batch was"
                + " written.");
    }
}
