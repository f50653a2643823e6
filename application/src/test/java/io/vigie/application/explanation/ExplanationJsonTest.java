package io.vigie.application.explanation;

import static io.vigie.domain.monitor.Rehearsal.rehearse;
import static io.vigie.domain.rule.Rules.rule;
import static io.vigie.domain.rule.Rules.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.domain.alarm.AlarmTransition;
import io.vigie.domain.rule.Rule;
import io.vigie.domain.rule.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationJsonTest {

    private static final Rule TREND = rule("trend")
            .metric("temperature")
            .raise(
                    Severity.MAJOR,
                    when("mean(value, 10s) > 60 or delta(pressure) > 1")
                            .heldFor(Duration.ofSeconds(5))
                            .until("value < 50"))
            .clearAfter(Duration.ofMinutes(1))
            .build();

    private static final List<AlarmTransition> TRANSITIONS = rehearse(TREND)
            .every(Duration.ofSeconds(4))
            .sends("temperature", 61, 62, 63, 49.5, 40)
            .at(Duration.ofHours(1))
            .transitions();

    @Test
    void tellsARaisingByItsDeadline() {
        assertThat(ExplanationJson.of(TRANSITIONS.get(0)))
                .isEqualTo(("{'transition':'raised','severity':'major','at':'2026-01-01T00:00:05Z',"
                                + "'deadline':{'of':'for','at':'2026-01-01T00:00:05Z','clock':'2026-01-01T00:00:05Z','lag':0},"
                                + "'readings':[{'metric':'temperature','time':'2026-01-01T00:00:00Z','value':61},"
                                + "{'metric':'temperature','time':'2026-01-01T00:00:04Z','value':62}],"
                                + "'calculated':[{'function':'mean(value, 10s)','value':61.5},"
                                + "{'function':'delta(pressure)'}],"
                                + "'entries':[{'severity':'major','limit':'major when mean(value, 10s) > 60"
                                + " or delta(pressure) > 1 for 5s until value < 50','held':false,'holds':true,"
                                + "'since':'2026-01-01T00:00:00Z'}],'before':{}}")
                        .replace('\'', '"'));
    }

    @Test
    void tellsWhenTheClockFoundADeadlineAndSinceWhenUntilWasTrue() {
        Rule hot = rule("hot")
                .metric("temperature")
                .raise(Severity.MAJOR, when("value > 60").until("value < 50", Duration.ofSeconds(5)))
                .build();
        List<AlarmTransition> transitions = rehearse(hot)
                .every(Duration.ofSeconds(4))
                .sends("temperature", 61, 40)
                .at(Duration.ofHours(1))
                .transitions();
        assertThat(ExplanationJson.of(transitions.get(1)))
                .contains("\"deadline\":{\"of\":\"until\",\"at\":\"2026-01-01T00:00:09Z\","
                        + "\"clock\":\"2026-01-01T00:00:09Z\",\"lag\":0}")
                .contains("\"held\":true,\"holds\":false,\"endingSince\":\"2026-01-01T00:00:04Z\"}");
    }

    @Test
    void tellsAClearingByTheAlarmBefore() {
        assertThat(ExplanationJson.of(TRANSITIONS.get(1)))
                .startsWith("{\"transition\":\"cleared\",\"severity\":\"major\"")
                .contains("\"deadline\":{\"of\":\"clear\"")
                .contains(
                        "\"before\":{\"severity\":\"major\",\"raisedAt\":\"2026-01-01T00:00:05Z\",\"clearingSince\":");
    }
}
