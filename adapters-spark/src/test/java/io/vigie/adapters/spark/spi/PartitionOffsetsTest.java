package io.vigie.adapters.spark.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vigie.application.port.out.PipelineFailed;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {

    private static PartitionOffsets offsets(String json) {
        return PartitionOffsets.of(json);
    }

    @Test
    void theyAreReadAndWrittenAsSparkDoes() {
        String json = "{\"plant.a\":{\"0\":42,\"10\":7},\"plant.b\":{\"0\":9223372036854775807}}";

        assertThat(offsets(json).json()).isEqualTo(json);
    }

    @Test
    void theDistanceToAPartitionThatIsNewIsAllOfIt() {
        assertThat(offsets("{\"t\":{\"0\":50,\"1\":5}}").beyond(offsets("{\"t\":{\"0\":20}}")))
                .containsEntry("t-0", 30L)
                .containsEntry("t-1", 5L);
    }

    @Test
    void aPartitionMayComeAndNoneMayGoBack() {
        PartitionOffsets start = offsets("{\"t\":{\"0\":50}}");

        assertThatCode(() -> start.mustGoOnTo(offsets("{\"t\":{\"0\":50,\"1\":3}}"), "topic"))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> start.mustGoOnTo(offsets("{\"t\":{\"0\":49}}"), "topic"))
                .withMessageContaining("topic t partition 0")
                .withMessageContaining("50")
                .withMessageContaining("49");
        assertThatExceptionOfType(PipelineFailed.class)
                .isThrownBy(() -> start.mustGoOnTo(offsets("{\"other\":{\"0\":50}}"), "topic"))
                .withMessageContaining("gone");
    }
}
