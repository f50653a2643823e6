package io.vigie.adapters.eventhubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.application.port.out.LostRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever reads that events are gone learns of every range, why that may be, and which key goes on without them. */
class GapSentenceTest {

    @Test
    void everyRangeHasItsCount() {
        assertThat(LostEvents.failure(List.of(new LostRange("h", "0", 10, 15), new LostRange("h", "1", 0, 1))))
                .hasMessage(
                        "Events are gone that were not read yet: hub h partition 0, offsets 10 to 14 (5); h partition"
                                + " 1, offsets 0 to 0 (1). The hub keeps them for less time than the pipeline was behind, or was"
                                + " made anew. To go on without them, and have them counted, set failOnDataLoss: false in"
                                + " source.eventhubs; nothing of the batch was written.");
    }
}
