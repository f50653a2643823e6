package io.vigie.adapters.kafka;

import io.vigie.application.port.out.LostRange;
import io.vigie.application.port.out.PipelineFailed;
import java.util.List;
import java.util.stream.Collectors;

/** What to tell a person of records that are gone before they were read. */
final class LostRecords {

    private LostRecords() {}

    static PipelineFailed failure(List<LostRange> ranges, ClusterWording wording) {
        return new PipelineFailed("Records are gone that were not read yet: " + wording.topic() + " "
                + ranges.stream()
                        .map(range -> range + " (" + range.count() + ")")
                        .collect(Collectors.joining("; "))
                + ". They are kept for less time than the pipeline was behind, or the " + wording.topic()
                + " was made anew. To go on without them, and have them counted, set failOnDataLoss: false in source."
                + wording.key() + "; nothing of the batch was written.");
    }
}
