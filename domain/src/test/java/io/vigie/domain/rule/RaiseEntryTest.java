package io.vigie.domain.rule;

import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.silentFor;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RaiseEntryTest {

    private static String text(Severity severity, EntryDraft entry) {
        return rule("r")
                .metric("temperature")
                .raise(severity, entry)
                .build()
                .raise()
                .head()
                .toString();
    }

    @Test
    void isWrittenInTheWordsOfRuleFiles() {
        assertThat(text(Severity.CRITICAL, when("value>80 and pressure < 2")))
                .isEqualTo("critical when value > 80 and pressure < 2");
        assertThat(text(
                        Severity.WARNING,
                        when("value > 80").heldFor(Duration.ofSeconds(30)).until("value < 75")))
                .isEqualTo("warning when value > 80 for 30s until value < 75");
        assertThat(text(Severity.MAJOR, when("value > 4").times(3))).isEqualTo("major when value > 4 times 3");
        assertThat(text(Severity.MINOR, when("value > 4").times(3).within(Duration.ofSeconds(10))))
                .isEqualTo("minor when value > 4 times 3 within 10s");
        assertThat(text(Severity.MAJOR, silentFor(Duration.ofMinutes(10)))).isEqualTo("major silent 10m");
    }
}
