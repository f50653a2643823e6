package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Test
    void findsTheLastWindowOfEveryTimeAroundTheEpoch() {
        for (long every = 1; every <= 7; every++) {
            for (long size = every; size <= 20; size++) {
                Alignment alignment = new Alignment(size, every);
                for (long time = -50; time <= 50; time++) {
                    assertThat(alignment.lastStart(time)).isEqualTo(lastStart(size, every, time));
                }
            }
        }
    }

    private static long lastStart(long size, long every, long time) {
        return LongStream.rangeClosed(-100, 100)
                .map(n -> n * every)
                .filter(start -> start <= time && time < start + size)
                .max()
                .orElseThrow();
    }

    @Test
    void leavesNoTimeOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Alignment(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Alignment(2, 0));
    }
}
