package io.vigie.domain.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowSpecTest {

    private static final Duration NANOSECOND = Duration.ofNanos(1);

    @Test
    void durationsAreFromAMillisecondTo366Days() {
        assertThat(new WindowSpec.Tumbling(Duration.ofMillis(1))).hasToString("tumbling 1ms");
        assertThat(new WindowSpec.Session(Duration.ofDays(366))).hasToString("session 366d");
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec.Tumbling(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec.Tumbling(Duration.ofDays(366).plus(NANOSECOND)));
        assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec.Session(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec.Hopping(Duration.ofDays(367), Duration.ofDays(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec.Hopping(Duration.ofSeconds(1), Duration.ZERO));
    }

    @Test
    void hoppingWindowsLeaveNoGap() {
        assertThat(WindowSpec.hopping(Duration.ofMinutes(1), Duration.ofMinutes(1))
                        .get())
                .hasToString("hopping 1m every 1m");
        assertThat(WindowSpec.hopping(
                                Duration.ofMinutes(1), Duration.ofMinutes(1).plus(NANOSECOND))
                        .getLeft())
                .contains("readings would fall between the windows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec.Hopping(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    }

    @Test
    void aReadingIsInAThousandHoppingWindowsAtMost() {
        assertThat(WindowSpec.hopping(Duration.ofSeconds(1_000), Duration.ofSeconds(1))
                        .isRight())
                .isTrue();
        assertThat(WindowSpec.hopping(Duration.ofSeconds(1_001), Duration.ofSeconds(1))
                        .getLeft())
                .isEqualTo("a reading would be in more than 1000 windows of 1001s every 1s; make `every` longer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WindowSpec.Hopping(Duration.ofSeconds(1_001), Duration.ofSeconds(1)));
    }

    @Test
    void eachKindIsToldToTheAlgebra() {
        WindowSpec.Algebra<String> kinds = new WindowSpec.Algebra<>() {
            @Override
            public String tumbling(WindowSpec.Tumbling windows) {
                return "t" + windows.size();
            }

            @Override
            public String hopping(WindowSpec.Hopping windows) {
                return "h" + windows.every();
            }

            @Override
            public String session(WindowSpec.Session windows) {
                return "s" + windows.gap();
            }
        };
        assertThat(new WindowSpec.Tumbling(Duration.ofSeconds(1)).interpret(kinds))
                .isEqualTo("tPT1S");
        assertThat(new WindowSpec.Hopping(Duration.ofSeconds(3), Duration.ofSeconds(2)).interpret(kinds))
                .isEqualTo("hPT2S");
        assertThat(new WindowSpec.Session(Duration.ofSeconds(3)).interpret(kinds))
                .isEqualTo("sPT3S");
    }
}
