package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vavr.collection.Array;
import io.vavr.collection.List;
import io.vigie.domain.reading.DeviceId;
import io.vigie.domain.reading.Metric;
import io.vigie.domain.rule.DevicePattern;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowBookTest {

    private static final WindowSpec MINUTE = new WindowSpec.Tumbling(Duration.ofMinutes(1));

    private static Aggregate aggregate(String word) {
        return Aggregate.parse(word).get();
    }

    private static WindowDefinition window(String name, String... aggregates) {
        return WindowDefinition.of(
                name, MINUTE, List.of(aggregates).map(WindowBookTest::aggregate).toJavaArray(Aggregate[]::new));
    }

    @Test
    void asksForEachAggregateOnceStatisticsFirst() {
        WindowBook book = WindowBook.of(window("a", "p99", "mean", "p5"), window("b", "mean", "count", "p50.5"));
        assertThat(book.aggregates().map(Aggregate::word)).containsExactly("count", "mean", "p5", "p50.5", "p99");
        assertThat(WindowBook.EMPTY.aggregates()).isEmpty();
        assertThat(WindowBook.EMPTY.isEmpty()).isTrue();
        assertThat(book.isEmpty()).isFalse();
    }

    @Test
    void hasOneWindowOfAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> WindowBook.of(window("a", "sum"), window("a", "max")));
    }

    @Test
    void hasAHundredWindowsAtMost() {
        Array<WindowDefinition> hundred = Array.range(0, 100).map(number -> window("w" + number, "sum"));
        assertThat(new WindowBook(hundred).definitions()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowBook(hundred.append(window("more", "sum"))));
    }

    @Test
    void knowsWhichWindowsADeviceHas() {
        WindowDefinition pumps = new WindowDefinition(
                "p", MINUTE, List.of(aggregate("sum")), MetricPattern.EVERY, new DevicePattern("pump-*"));
        WindowDefinition all = window("all", "sum");
        WindowBook book = WindowBook.of(pumps, all);
        assertThat(book.matching("pump-1")).containsExactly(pumps, all);
        assertThat(book.matching("fan-1")).containsExactly(all);
    }

    @Test
    void definitionsHaveANameAndAggregatesEachOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> window("", "sum"));
        assertThatIllegalArgumentException().isThrownBy(() -> window("x".repeat(257), "sum"));
        assertThatIllegalArgumentException().isThrownBy(() -> window("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> window("a", "sum", "sum"));
        assertThat(window("x".repeat(256), "sum", "p5").toString()).endsWith("x: tumbling 1m, sum, p5");
    }

    @Test
    void metricsAreThoseOfAnyGlob() {
        MetricPattern pattern = MetricPattern.of("temp*", "p?");
        assertThat(List.of("temperature", "p1", "p", "pressure").map(pattern::matches))
                .containsExactly(true, true, false, false);
        assertThat(MetricPattern.EVERY.matches("any")).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricPattern(List.empty()));
    }

    @Test
    void resultsTellTheirValuesByAggregate() {
        WindowResult result = new WindowResult(
                window("a", "count", "stddev"),
                new DeviceId("d"),
                new Metric("m"),
                new TimeWindow(0, 60_000_000),
                Array.of(1.0, Double.NaN));
        assertThat(result.value(aggregate("count"))).containsExactly(1.0);
        assertThat(result.value(aggregate("stddev"))).isEmpty();
        assertThat(result.value(aggregate("sum"))).isEmpty();
        assertThat(result).hasToString("a d m [1970-01-01T00:00:00Z, 1970-01-01T00:01:00Z) count=1.0 stddev=NaN");
    }

    @Test
    void withoutSketchesThereAreNone() {
        byte[] nothing = {};
        assertThatIllegalStateException().isThrownBy(() -> PercentileSketches.NONE.add(nothing, new double[1], 1));
        assertThatIllegalStateException().isThrownBy(() -> PercentileSketches.NONE.merge(nothing, nothing));
        assertThatIllegalStateException().isThrownBy(() -> PercentileSketches.NONE.percentile(nothing, 50));
    }
}
