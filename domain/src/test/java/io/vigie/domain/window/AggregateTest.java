package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {

    @ParameterizedTest
    @CsvSource({
        "count, count, count",
        "sum, sum, sum",
        "min, min, min",
        "max, max, max",
        "mean, mean, mean",
        "stddev, stddev, stddev",
        "p0, p0, p0",
        "p50, p50, p50",
        "p50.0, p50, p50",
        "p99.9, p99.9, p99_9",
        "p0.001, p0.001, p0_001",
        "p10, p10, p10",
        "p100, p100, p100",
        "p100.0, p100, p100",
    })
    void isReadFromItsWordAndHasAColumn(String written, String word, String column) {
        Aggregate aggregate = Aggregate.parse(written).get();
        assertThat(aggregate.word()).isEqualTo(word);
        assertThat(aggregate).hasToString(word);
        assertThat(aggregate.column()).isEqualTo(column);
        assertThat(Aggregate.parse(word)).containsExactly(aggregate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mean", "median", "p", "p101", "p100.1", "p-1", "p05", "p5.", "p5.0001", "p1e1", "50"})
    void isNotReadFromAnythingElse(String word) {
        assertThat(Aggregate.parse(word)).isEmpty();
    }

    @Test
    void percentilesAreFrom0To100() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Aggregate.Percentile(100.001));
        assertThatIllegalArgumentException().isThrownBy(() -> new Aggregate.Percentile(-0.001));
        assertThatIllegalArgumentException().isThrownBy(() -> new Aggregate.Percentile(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Aggregate.Percentile(0.00001));
    }
}
