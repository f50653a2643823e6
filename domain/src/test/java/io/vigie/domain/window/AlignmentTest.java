package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Test
    void findsTheFirstAndTheLastWindowOfEveryTimeAroundTheEpoch() {
        for (long every = 1; every <= 7; every++) {
            for (long size = every; size <= 20; size++) {
                Alignment alignment = new Alignment(size, every);
                for (long time = -50; time <= 50; time++) {
                    long[] starts = starts(size, every, time);
                    assertThat(alignment.firstStart(time)).isEqualTo(starts[0]);
                    assertThat(alignment.lastStart(time)).isEqualTo(starts[starts.length - 1]);
                }
            }
        }
    }

    private static long[] starts(long size, long every, long time) {
        return LongStream.rangeClosed(-100, 100)
                .map(n -> n * every)
                .filter(start -> start <= time && time < start + size)
                .toArray();
    }

    @Test
    void leavesNoTimeOut() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Alignment(2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Alignment(2, 0));
    }
}
