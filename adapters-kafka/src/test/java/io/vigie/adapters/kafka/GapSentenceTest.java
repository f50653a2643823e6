package io.vigie.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.application.port.out.LostRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever reads that records are gone learns of every range, why that may be, and which key goes on without them. */
class GapSentenceTest {

    private static final List<LostRange> RANGES =
            List.of(new LostRange("t", "0", 20, 50), new LostRange("t", "3", 7, 8));

    private static String sentence(Option<String> namespace) {
        return String.valueOf(
                LostRecords.failure(RANGES, ClusterWording.of(namespace)).getMessage());
    }

    @Test
    void ofATopic() {
        assertThat(sentence(Option.none()))
                .isEqualTo("Records are gone that were not read yet: topic t partition 0, offsets 20 to 49 (30); t"
                        + " partition 3, offsets 7 to 7 (1). They are kept for less time than the pipeline was behind, or"
                        + " the topic was made anew. To go on without them, and have them counted, set failOnDataLoss: false"
                        + " in source.kafka; nothing of the batch was written.");
    }

    @Test
    void ofAHubByItsKafkaEndpoint() {
        assertThat(sentence(Option.some("ns.example.net")))
                .contains("not read yet: hub t partition 0", "or the hub was made anew", "in source.eventhubs;");
    }
}
