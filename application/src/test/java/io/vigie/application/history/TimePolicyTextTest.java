package io.vigie.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Option;
import io.vigie.domain.monitor.ArrivalTime;
import io.vigie.domain.monitor.TimePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePolicyTextTest {

    private static final TimePolicy ALL = new TimePolicy(
            Duration.ofSeconds(10),
            Duration.ofHours(2),
            Duration.ofMillis(500),
            Option.some(Duration.ofDays(7)),
            Option.some(Duration.ofMinutes(90)),
            ArrivalTime.EVENT);

    @Test
    void aPolicyIsReadAsItWasWritten() {
        String text = TimePolicyText.print(ALL);

        assertThat(text).isEqualTo("outOfOrder=10s,late=2h,future=500ms,past=7d,duplicates=90m,arrival=event");
        assertThat(TimePolicyText.parse(text, TimePolicy.DEFAULT).get()).isEqualTo(ALL);
    }

    @Test
    void whatIsNotGivenStaysAsItIs() {
        assertThat(TimePolicyText.parse("outOfOrder=1m, arrival=transport", ALL).get())
                .isEqualTo(new TimePolicy(Duration.ofMinutes(1), ALL.late(), ALL.future(), ALL.past())
                        .duplicates(ALL.duplicates()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outOfOrder | is no key=value",
                "outoforder=1s | there is no `outoforder`",
                "late=1 | late: `1` has no unit",
                "arrival=now | arrival is transport or event, not `now`"
            })
    void whatIsWrongIsTold(String text, String told) {
        assertThat(TimePolicyText.parse(text, TimePolicy.DEFAULT).getLeft()).contains(told);
    }
}
