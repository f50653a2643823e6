package io.vigie.bootstrap.benchmark.yardstick.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleOne() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 9));
    }

    @Test
    void thereIsNoneOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void aRatioIsThatOfMediansAndThatOfEachPair() {
        Ratio ratio = Ratio.of(List.of(20.0, 30.0, 40.0), List.of(10.0, 20.0, 10.0));

        assertThat(ratio).isEqualTo(new Ratio(3, new Spread(2, 1.5, 4)));
    }

    @Test
    void runsWithoutACounterpartHaveNoRatio() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ratio.of(List.of(1.0, 2.0), List.of(1.0)));
    }
}
