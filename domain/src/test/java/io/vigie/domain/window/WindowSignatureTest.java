package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.collection.Array;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kept states have these numbers: they stay, whatever classes are called. */
class WindowSignatureTest {

    private static WindowDefinition of(WindowSpec spec, String... aggregates) {
        return WindowDefinition.of(
                "w",
                spec,
                Array.of(aggregates).map(word -> Aggregate.parse(word).get()).toJavaArray(Aggregate[]::new));
    }

    private static Stream<Arguments> windows() {
        return Stream.of(
                Arguments.of(
                        of(new WindowSpec.Tumbling(Duration.ofSeconds(60)), "mean", "count"),
                        "tumbling 1m count mean",
                        3923316727392469263L),
                Arguments.of(
                        of(new WindowSpec.Hopping(Duration.ofMinutes(5), Duration.ofMillis(1500)), "p99.9", "p50"),
                        "hopping 5m every 1500ms p50 p99.9",
                        4297285322003195723L),
                Arguments.of(
                        of(new WindowSpec.Session(Duration.ofHours(36)), "sum", "min", "max", "stddev"),
                        "session 36h max min stddev sum",
                        8402860001331828645L));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void ofEverySpecIsWordsAndTheNumberOfThem(WindowDefinition definition, String words, long number) {
        WindowSignature signature = WindowSignature.of(definition);
        assertThat(signature).hasToString(words);
        assertThat(signature.number()).isEqualTo(number);
    }

    @Test
    void staysWhereNameMetricsDevicesAndTheOrderOfAggregatesAreEdited() {
        WindowSpec spec = new WindowSpec.Tumbling(Duration.ofMinutes(1));
        WindowDefinition before = of(spec, "mean", "count");
        WindowDefinition after = new WindowDefinition(
                "other", spec, before.aggregates().reverse(), MetricPattern.of("temperature"), before.devices());
        assertThat(WindowSignature.of(after)).isEqualTo(WindowSignature.of(before));
    }
}
